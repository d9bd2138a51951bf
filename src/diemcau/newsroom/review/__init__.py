# SPDX-License-Identifier: Apache-2.0
"""Review before publishing: who may approve what, and the one guard that every way to the readers passes."""
