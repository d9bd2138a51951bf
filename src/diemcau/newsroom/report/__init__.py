# SPDX-License-Identifier: Apache-2.0
"""What the record says, as a news report in one language: composed from an outcome, figures by name.

Pure: no table, no page. Whoever is named here was in the plan as a guest or a speaker. Both languages
give the same blocks in the same order, so that each text of the one stands for a text of the other.
"""

from diemcau.newsroom.report.composing import compose_report
from diemcau.newsroom.report.parts import Block, Report, prose_digest

__all__ = ["Block", "Report", "compose_report", "prose_digest"]
