/* wine 8 has no bcryptprimitives.dll. Every library written in Rust asks it for random bytes; the older call
   of advapi32 gives the same. On Windows this file is Microsoft's; ours stays in the wine prefix. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID bytes, ULONG count); /* RtlGenRandom */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count)
{
    return SystemFunction036(bytes, (ULONG)count);
}

BOOL WINAPI DllMain(HINSTANCE library, DWORD reason, LPVOID reserved)
{
    return TRUE;
}
