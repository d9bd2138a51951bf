# SPDX-License-Identifier: Apache-2.0
"""The test that every connected venue runs on itself before the day: what was found, and what is to be mended."""
