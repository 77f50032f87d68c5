/* wine 8 has no icuuc.dll, which Qt's core links to for encodings other than its own. Every call answers that
   no converter can be had; Qt then uses its own for UTF-8, UTF-16 and Latin-1, and the program needs no other.
   On Windows this file is Microsoft's; ours stays in the wine prefix. */
#include <windows.h>

#define SHOWN __declspec(dllexport)
#define FILE_ACCESS_ERROR 4

static void not_available(int *error)
{
    if (error)
        *error = FILE_ACCESS_ERROR;
}

SHOWN void *ucnv_open(const char *name, int *error)
{
    not_available(error);
    return NULL;
}

SHOWN const char *ucnv_getName(void *converter, int *error)
{
    not_available(error);
    return "";
}

SHOWN const char *ucnv_getStandardName(const char *name, const char *standard, int *error)
{
    not_available(error);
    return NULL;
}

SHOWN const char *ucnv_getAvailableName(int number)
{
    return NULL;
}

SHOWN int ucnv_countAvailable(void)
{
    return 0;
}

SHOWN signed char ucnv_getMaxCharSize(void *converter)
{
    return 1;
}

SHOWN int ucnv_toUCountPending(void *converter, int *error)
{
    return 0;
}

SHOWN int ucnv_fromUCountPending(void *converter, int *error)
{
    return 0;
}

/* Never called, for nothing was ever opened. */
SHOWN void ucnv_close(void *converter) {}
SHOWN void ucnv_reset(void *converter) {}
SHOWN void ucnv_toUnicode(void) {}
SHOWN void ucnv_fromUnicode(void) {}
SHOWN void ucnv_getToUCallBack(void) {}
SHOWN void ucnv_setToUCallBack(void) {}
SHOWN void ucnv_cbToUWriteUChars(void) {}
SHOWN void ucnv_getFromUCallBack(void) {}
SHOWN void ucnv_setFromUCallBack(void) {}
SHOWN void ucnv_cbFromUWriteUChars(void) {}
SHOWN void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
SHOWN void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}

BOOL WINAPI DllMain(HINSTANCE library, DWORD reason, LPVOID reserved)
{
    return TRUE;
}
