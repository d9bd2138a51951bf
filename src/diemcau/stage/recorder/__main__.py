# SPDX-License-Identifier: Apache-2.0
"""`python -m diemcau.stage.recorder`."""

from diemcau.stage.recorder.main import run

run()
