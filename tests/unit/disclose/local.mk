# Attacks on disclosure control, by brute force and in process.
# SPDX-License-Identifier: AGPL-3.0-or-later

EXTRA_DIST += %D%/figs.h
