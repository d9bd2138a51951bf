# SPDX-License-Identifier: Apache-2.0
"""Translations whose original was published anew: told to editors. Nothing on a page changes by it."""
