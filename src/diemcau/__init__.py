# SPDX-License-Identifier: Apache-2.0
"""Diemcau: one conference in a hundred rooms."""
