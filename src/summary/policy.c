/*
 * The numbers that the rules go by, and their floors.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/disclose.h"
