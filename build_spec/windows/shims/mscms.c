/* The mscms.dll of wine 8 lacks calls that Qt's windows platform links to: colour profiles of screens.
   Each answers that there is none. On Windows this file is Microsoft's; ours stays in the wine prefix. */
#include <windows.h>

#define SHOWN __declspec(dllexport)

SHOWN BOOL WINAPI GetColorProfileFromHandle(HANDLE profile, PBYTE bytes, PDWORD count)
{
    return FALSE;
}

SHOWN BOOL WINAPI CloseColorProfile(HANDLE profile)
{
    return FALSE;
}

SHOWN HANDLE WINAPI WcsCreateIccProfile(HANDLE profile, DWORD options)
{
    return NULL;
}

SHOWN HANDLE WINAPI OpenColorProfileW(void *profile, DWORD access, DWORD share, DWORD creation)
{
    return NULL;
}

BOOL WINAPI DllMain(HINSTANCE library, DWORD reason, LPVOID reserved)
{
    return TRUE;
}
