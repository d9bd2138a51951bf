# SPDX-License-Identifier: Apache-2.0
"""The shells of the live pages, and the way in by a link."""
