/*
 * Reading and checking guides.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/guide.h"
