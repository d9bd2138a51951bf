# SPDX-License-Identifier: Apache-2.0
"""The list that the chair greets from: who of rank is here now, until the chair locks it."""
