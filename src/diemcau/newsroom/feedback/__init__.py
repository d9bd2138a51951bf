# SPDX-License-Identifier: Apache-2.0
"""Readers' feedback: a form under an article, and moderators between it and the page."""
