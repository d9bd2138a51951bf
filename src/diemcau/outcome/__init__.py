# SPDX-License-Identifier: Apache-2.0
"""What a closed conference amounts to: the frozen board, joined with the plan's names.

Papers and newsroom read this and nothing else, so that they can't disagree.
"""
