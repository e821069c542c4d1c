/*
 * A bcryptprimitives.dll for test-windows.sh: what wine 8 lacks of the Windows that Go
 * needs. It has the random bytes that Go asks for when it starts; and where wine says
 * of a way to delete or rename that it is not implemented, it says what an old
 * Windows says, which Go knows: that it is not supported.
 */
#include <string.h>
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID, ULONG); /* RtlGenRandom */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE p, SIZE_T n) {
	return SystemFunction036(p, (ULONG)n);
}

typedef LONG NTAPI set_information(HANDLE, PVOID, PVOID, ULONG, int);

static set_information *before; /* a copy of wine's own, which calls the kernel */

static LONG NTAPI instead(HANDLE h, PVOID status, PVOID info, ULONG size, int class) {
	LONG result = before(h, status, info, size, class);
	return result == (LONG)0xC0000002 ? (LONG)0xC00000BB : result;
}

BOOL WINAPI DllMain(HINSTANCE self, DWORD reason, LPVOID reserved) {
	(void)self, (void)reserved;
	if (reason != DLL_PROCESS_ATTACH)
		return TRUE;
	enum { whole = 48 };
	BYTE *code = (BYTE *)(void *)GetProcAddress(GetModuleHandleA("ntdll.dll"), "NtSetInformationFile");
	BYTE jump[12] = {0x48, 0xB8, [10] = 0xFF, 0xE0}; /* mov rax, instead; jmp rax */
	void *to = (void *)instead;
	DWORD old;
	BYTE *copy = VirtualAlloc(NULL, whole, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
	if (code == NULL || copy == NULL || !VirtualProtect(code, whole, PAGE_EXECUTE_READWRITE, &old))
		return FALSE;
	memcpy(copy, code, whole);
	before = (set_information *)(void *)copy;
	memcpy(jump + 2, &to, sizeof to);
	memcpy(code, jump, sizeof jump);
	return TRUE;
}
