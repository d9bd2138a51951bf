# SPDX-License-Identifier: Apache-2.0
"""The diemcau command."""
