/*
 * The ladder: level after level, until one may be printed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/disclose.h"
