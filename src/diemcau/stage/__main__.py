# SPDX-License-Identifier: Apache-2.0
"""`python -m diemcau.stage`."""

from __future__ import annotations

from diemcau.stage.main import run

if __name__ == "__main__":
    run()
