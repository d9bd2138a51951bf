# SPDX-License-Identifier: Apache-2.0
"""What machines read on a page: schema.org's words as JSON-LD, and the tags of shared links.

`facts` are plain values; `graph`, `review` and `social` put them into words and know no page and
no database; `reading` takes the facts from a page.
"""
