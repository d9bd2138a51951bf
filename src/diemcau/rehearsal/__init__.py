# SPDX-License-Identifier: Apache-2.0
"""Simulated venues and a scripted director, as real clients."""
