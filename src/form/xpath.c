/*
 * Conditions of XLSForms, from and to ours.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/xpath.h"
