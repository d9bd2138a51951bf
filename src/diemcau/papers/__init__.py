# SPDX-License-Identifier: Apache-2.0
"""Minutes and attendance sheets, written from the frozen board."""
