/*
 * Linear programs: the only door to GLPK.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/disclose.h"
