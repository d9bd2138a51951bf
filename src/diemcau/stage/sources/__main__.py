# SPDX-License-Identifier: Apache-2.0
"""`python -m diemcau.stage.sources`."""

from __future__ import annotations

from diemcau.stage.journal_port import load_installation

if __name__ == "__main__":
    load_installation()
    # The keys of production desks are looked up by the plan's models, which need Django set up.
    from diemcau.stage.sources.main import run

    run()
