# SPDX-License-Identifier: Apache-2.0
"""The portal's pages that no editor writes: one topic a file."""
