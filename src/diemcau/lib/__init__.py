# SPDX-License-Identifier: Apache-2.0
"""Small helpers without Django, one purpose a file."""
