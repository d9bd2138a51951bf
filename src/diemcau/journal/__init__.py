# SPDX-License-Identifier: Apache-2.0
"""The append-only record of what happened. Knows no other room of the house."""
