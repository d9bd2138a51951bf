# SPDX-License-Identifier: Apache-2.0
"""What each venue really received: proofs from its own player, and the time they add up to."""
