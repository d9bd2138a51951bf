# SPDX-License-Identifier: Apache-2.0
"""The portal's lists for programs: RSS and Atom by section and language, sitemaps, and a word to robots."""
