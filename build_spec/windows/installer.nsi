; The Windows installer: for one person, without administrator rights. Compiled by installer.py, whose NAMES defines
;   TARGET                  the kind of installer
;   DIST, ICONS, OUT        folders and the file to write
;   VERSION, VERSION4       as people read it, and as four numbers
;   SIDE                    the picture beside the first and the last page
;   SIZE_KB, TAKES_MB       what the program takes
;   SIZE_MB                 how much has to be free
;   ROOM                    how long the folder's path may be, so that no file in it becomes too long for Windows
;   MANIFEST                the list of what is installed: the version, then one name of the folder a line
; and the macro ForEachName DO, which does DO for every name of the folder.
;
; What is new is extracted to ~new inside the folder and takes its place by renaming, while what was there waits in
; ~old: a failure at any time leaves the old program, or the next run puts it back.
;
; Words: /S silent, /LANG=2052|1033, /DESKTOP a shortcut on the desktop, /WAIT=seconds for the running program to be
; closed, /PORTABLE unpack only, /RESTART start the program at the end, whatever the end was (an update by file),
; /D=folder (last, without quotation marks). Uninstaller: /S, /DELETEDATA.

Unicode true
!include "${NAMES}"
Target ${TARGET}
!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "FileFunc.nsh"
!include "TextFunc.nsh"
!include "WordFunc.nsh"

Name "GreenDesk"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\GreenDesk"
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 32 ; MiB: the two programs carry the same modules, and the second copy costs nothing
AllowSkipFiles off
ManifestDPIAware true
ManifestSupportedOS all
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText "GreenDesk ${VERSION}"
!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"'
!endif

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\GreenDesk"
!define APP_PATH "Software\Microsoft\Windows\CurrentVersion\App Paths\GreenDesk.exe"
!define CLASSES "Software\Classes"
!define PROGRAM "GreenDesk.exe"
!define LIST "installed.txt"
!define MARKER "portable"
!define DATA "$LOCALAPPDATA\GreenDesk"

; exit codes, read by what starts the installer silently
!define IN_USE 10
!define OLDER 11
!define NO_ROOM 12
!define UNWRITABLE 13
!define TOO_LONG 14
!define NOT_OURS 15
!define FAILED 16

Var Portable
Var WantsDesktop
Var Wait
Var Elsewhere   ; where the program is installed now, when that is another folder
Var Found       ; the version that is there
Var Code        ; of what stands in the way, 0 when nothing does
Var Problem     ; the same in words
Var Told        ; whether the folder was told by /D=
Var Greeting
Var DeleteData
Var Box
Var KeepRegistry

!define MUI_ICON "${ICONS}/app.ico"
!define MUI_UNICON "${ICONS}/app.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "$(TITLE)"
!define MUI_WELCOMEPAGE_TEXT "$Greeting"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_FINISHPAGE_SHOWREADME ""
!define MUI_FINISHPAGE_SHOWREADME_TEXT "$(ON_DESKTOP)"
!define MUI_FINISHPAGE_SHOWREADME_FUNCTION PutOnDesktop
!define MUI_PAGE_CUSTOMFUNCTION_PRE Greet
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE FolderChosen
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
UninstPage custom un.AskData un.DataAnswered
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"     ; the first one stands in for languages that are not here
!insertmacro MUI_LANGUAGE "SimpChinese"

!macro Say NAME ENGLISH CHINESE
  LangString ${NAME} ${LANG_ENGLISH} "${ENGLISH}"
  LangString ${NAME} ${LANG_SIMPCHINESE} "${CHINESE}"
!macroend
!insertmacro Say SHORTCUT "GreenDesk" "GreenDesk 绿色制造名单评审"
!insertmacro Say TITLE "GreenDesk ${VERSION}" "GreenDesk ${VERSION} 绿色制造名单评审"
!insertmacro Say GREET_FIRST \
  "GreenDesk is installed for you alone, without administrator rights or a network.$\r$\n$\r$\nIt takes ${TAKES_MB} MB." \
  "只为当前用户安装，不需要管理员权限，也不需要联网。$\r$\n$\r$\n占用 ${TAKES_MB} MB。"
!insertmacro Say GREET_UPGRADE \
  "GreenDesk $Found becomes ${VERSION}. Records, drafts and settings stay as they are." \
  "将把 GreenDesk $Found 升级到 ${VERSION}。记录、草稿和设置都保持原样。"
!insertmacro Say GREET_REPAIR \
  "GreenDesk ${VERSION} is installed already; its files are put in order again. Records, drafts and settings stay as they are." \
  "GreenDesk ${VERSION} 已安装，将修复它的文件。记录、草稿和设置都保持原样。"
!insertmacro Say ON_DESKTOP "Put a shortcut on the desktop" "在桌面放一个快捷方式"
!insertmacro Say SAY_IN_USE \
  "GreenDesk is running. Close its windows, then try again; until then nothing is changed." \
  "GreenDesk 正在运行。关闭它的窗口后再试；在此之前什么都不会改动。"
!insertmacro Say SAY_OLDER \
  "The newer version $Found is installed already. This older one (${VERSION}) was not installed; nothing was changed." \
  "已安装更新的版本 $Found。这个旧版本（${VERSION}）没有安装，什么都没有改动。"
!insertmacro Say SAY_NO_ROOM \
  "There is too little room on this drive: ${SIZE_MB} MB are needed. Make room or choose another folder; nothing was changed." \
  "这个磁盘的空间不够，需要 ${SIZE_MB} MB。腾出空间或换一个文件夹；什么都没有改动。"
!insertmacro Say SAY_UNWRITABLE \
  "You may not write to this folder. Choose one of your own; nothing was changed." \
  "没有写入这个文件夹的权限。换一个自己的文件夹；什么都没有改动。"
!insertmacro Say SAY_TOO_LONG \
  "The path of this folder is too long for Windows. Choose one with at most ${ROOM} characters; nothing was changed." \
  "这个文件夹的路径太长，Windows 放不下。换一个不超过 ${ROOM} 个字符的路径；什么都没有改动。"
!insertmacro Say SAY_NOT_OURS \
  "There are other files in this folder. Choose an empty one; nothing was changed." \
  "这个文件夹里有别的文件。换一个空文件夹；什么都没有改动。"
!insertmacro Say SAY_FAILED \
  "The files could not be put in place. The program that was there is still there; restart the computer and try again." \
  "文件没有全部放好。原来的程序还在；重新启动电脑后再试。"
!insertmacro Say SAY_GONE \
  "GreenDesk is not in this folder. Nothing was removed." \
  "这个文件夹里没有 GreenDesk。什么都没有删除。"
!insertmacro Say KIND_EXCHANGE "GreenDesk exchange file" "GreenDesk 交换文件"
!insertmacro Say KIND_PACKAGE "GreenDesk package" "GreenDesk 材料包"
!insertmacro Say KIND_UPDATE "GreenDesk update" "GreenDesk 更新文件"
!insertmacro Say DATA_TITLE "Remove GreenDesk" "卸载 GreenDesk"
!insertmacro Say DATA_SUBTITLE "What is to stay on this computer" "哪些留在本机"
!insertmacro Say DATA_WORDS \
  "The program is removed from $INSTDIR.$\r$\n$\r$\nRecords, drafts, keys and backups stay in ${DATA}; a later installation finds them again." \
  "将从 $INSTDIR 删除程序。$\r$\n$\r$\n记录、草稿、密钥和备份留在 ${DATA}，以后再安装时还能接着用。"
!insertmacro Say DATA_BOX "Also delete the data on this computer" "同时删除本机的数据"
!insertmacro Say DATA_WARNING \
  "Ticked, all of ${DATA} is deleted: records, drafts, keys and the backups in it. It cannot be brought back. Desks in folders that you chose yourself are not touched." \
  "勾选后，${DATA} 里的记录、草稿、密钥和其中的备份全部删除，不能找回。放在自选文件夹里的工作台不受影响。"
!insertmacro Say DATA_SURE \
  "Really delete all records, drafts, keys and backups in ${DATA}? They cannot be brought back." \
  "确定删除 ${DATA} 里的全部记录、草稿、密钥和备份？删除后不能找回。"
!insertmacro Say DATA_DO "Remove" "卸载"

VIProductVersion "${VERSION4}"
VIFileVersion "${VERSION4}"
!macro About LANGUAGE PRODUCT DESCRIPTION
  VIAddVersionKey /LANG=${LANGUAGE} "ProductName" "${PRODUCT}"
  VIAddVersionKey /LANG=${LANGUAGE} "CompanyName" "GreenDesk"
  VIAddVersionKey /LANG=${LANGUAGE} "FileDescription" "${DESCRIPTION}"
  VIAddVersionKey /LANG=${LANGUAGE} "FileVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "ProductVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "LegalCopyright" "Copyright 2026 the GreenDesk authors; Apache-2.0"
  VIAddVersionKey /LANG=${LANGUAGE} "OriginalFilename" "GreenDesk-${VERSION}-setup.exe"
!macroend
!insertmacro About ${LANG_ENGLISH} "GreenDesk" "GreenDesk installer"
!insertmacro About ${LANG_SIMPCHINESE} "GreenDesk 绿色制造名单评审" "GreenDesk 安装程序"

; ------------------------------------------------------------------------------------------- both programs

!macro Shared UN
  Function ${UN}StandsInTheWay   ; leaves in $Code whether a program of this folder runs
    StrCpy $Code 0
    ${If} $0 != ""
      Push $1
      Push $2
      ${For} $2 1 2
        StrCpy $1 "$0\${PROGRAM}"
        ${If} $2 = 2
          StrCpy $1 "$0\greendesk-cli.exe"
        ${EndIf}
        ${If} ${FileExists} "$1"
          ClearErrors
          FileOpen $1 "$1" a    ; Windows lets nobody write to a program that runs
          ${If} ${Errors}
            StrCpy $Code ${IN_USE}
          ${Else}
            FileClose $1
          ${EndIf}
        ${EndIf}
      ${Next}
      Pop $2
      Pop $1
    ${EndIf}
  FunctionEnd

  Function ${UN}StartAgain   ; after an update by file: the person goes on, with the new program or with the old one
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/RESTART" $R1
    ${IfNot} ${Errors}
    ${AndIf} ${FileExists} "$INSTDIR\${PROGRAM}"
      SetOutPath "$TEMP"   ; which becomes the current folder of what is started
      Exec '"$INSTDIR\${PROGRAM}"'
    ${EndIf}
  FunctionEnd

  Function ${UN}Refuse
    SetErrorLevel $Code
    ${IfNot} ${Silent}
      MessageBox MB_OK|MB_ICONSTOP "$Problem"
    ${EndIf}
    Call ${UN}StartAgain
    Quit
  FunctionEnd

  Function ${UN}WaitUntilClosed   ; of the folder in $0
    StrCpy $1 0
    ${Do}
      Call ${UN}StandsInTheWay
      ${If} $Code = 0
        ${ExitDo}
      ${EndIf}
      ${If} ${Silent}
        ${If} $1 >= $Wait
          StrCpy $Problem "$(SAY_IN_USE)"
          Call ${UN}Refuse
        ${EndIf}
        Sleep 500
        IntOp $1 $1 + 1
      ${ElseIf} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(SAY_IN_USE)" IDCANCEL`
        SetErrorLevel ${IN_USE}
        Quit
      ${EndIf}
    ${Loop}
  FunctionEnd

  Function ${UN}ReadWords
    SetShellVarContext current
    SetRegView 64
    ${GetParameters} $R0
    StrCpy $Wait 60   ; halves of a second
    ClearErrors
    ${GetOptions} $R0 "/WAIT=" $R1
    ${IfNot} ${Errors}
      IntOp $Wait $R1 * 2
    ${EndIf}
    ClearErrors
    ${GetOptions} $R0 "/LANG=" $R1
    ${IfNot} ${Errors}
      StrCpy $LANGUAGE $R1
    ${EndIf}
  FunctionEnd
!macroend
!insertmacro Shared ""
!insertmacro Shared "un."

!macro RemoveShortcuts PLACE
  Delete "${PLACE}\GreenDesk.lnk"
  Delete "${PLACE}\GreenDesk 绿色制造名单评审.lnk"
!macroend

!macro RefreshShell
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'   ; associations have changed
!macroend

; ------------------------------------------------------------------------------------------- installing

Function .onInit
  Call ReadWords
  StrCpy $Code 0
  StrCpy $Portable 0
  StrCpy $WantsDesktop 0
  StrCpy $Found ""
  StrCpy $Elsewhere ""
  ClearErrors
  ${GetOptions} $R0 "/PORTABLE" $R1
  ${IfNot} ${Errors}
    StrCpy $Portable 1
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/DESKTOP" $R1
  ${IfNot} ${Errors}
    StrCpy $WantsDesktop 1
  ${EndIf}
  Call ReadFolder
  ${If} $Portable = 0
    ReadRegStr $Elsewhere HKCU "${UNINSTALL}" "InstallLocation"
    ${If} $Elsewhere != ""
    ${AndIf} $Told = 0
      StrCpy $INSTDIR $Elsewhere
    ${EndIf}
    ${IfNot} ${FileExists} "$Elsewhere\${LIST}"
      StrCpy $Elsewhere ""
    ${Else}
      StrCpy $0 $Elsewhere
      Call ReadFound
      Call RefuseOlder
    ${EndIf}
  ${EndIf}
FunctionEnd

Function Greet
  ${VersionCompare} "${VERSION}" "$Found" $1
  ${If} $Found == ""
    StrCpy $Greeting "$(GREET_FIRST)"
  ${ElseIf} $1 = 0
    StrCpy $Greeting "$(GREET_REPAIR)"
  ${Else}
    StrCpy $Greeting "$(GREET_UPGRADE)"
  ${EndIf}
FunctionEnd

; NSIS takes the usual folder in silence when that of /D= cannot be one: a drive that is not there, a file in its path.
Function ReadFolder
  StrCpy $Told 0
  System::Call 'kernel32::GetCommandLine()t.r0'
  StrCpy $1 0
  ${Do}
    StrCpy $2 $0 4 $1
    ${If} $2 == " /D="
      StrCpy $Told 1
      IntOp $1 $1 + 4
      StrCpy $2 $0 "" $1
      ${DoWhile} "$2" != ""
        StrCpy $3 $2 1 -1
        ${If} $3 != "\"
        ${AndIf} $3 != " "
          ${ExitDo}
        ${EndIf}
        StrCpy $2 $2 -1
      ${Loop}
      ${If} $2 != $INSTDIR
        StrCpy $Code ${UNWRITABLE}
        StrCpy $Problem "$(SAY_UNWRITABLE)"
        Call Refuse
      ${EndIf}
      ${ExitDo}
    ${EndIf}
    IntOp $1 $1 + 1
  ${LoopUntil} $2 == ""
FunctionEnd

Function ReadFound   ; the version in the folder $0 to $Found
  StrCpy $Found ""
  ClearErrors
  FileOpen $1 "$0\${LIST}" r
  ${IfNot} ${Errors}
    FileRead $1 $Found
    FileClose $1
    ${TrimNewLines} "$Found" $Found
  ${EndIf}
FunctionEnd

Function RefuseOlder
  ${If} $Found != ""
    ${VersionCompare} "${VERSION}" "$Found" $1
    ${If} $1 = 2
      StrCpy $Code ${OLDER}
      StrCpy $Problem "$(SAY_OLDER)"
      Call Refuse
    ${EndIf}
  ${EndIf}
FunctionEnd

Function CheckFolder   ; leaves in $Code and $Problem what is wrong with $INSTDIR
  StrCpy $Code 0
  StrLen $0 $INSTDIR
  ${If} $0 > ${ROOM}
    StrCpy $Code ${TOO_LONG}
    StrCpy $Problem "$(SAY_TOO_LONG)"
    Return
  ${EndIf}
  Call PutBackInterrupted
  Call IsOurs
  ${If} $0 = 0
    StrCpy $Code ${NOT_OURS}
    StrCpy $Problem "$(SAY_NOT_OURS)"
    Return
  ${EndIf}
  StrCpy $2 0
  ${IfNot} ${FileExists} "$INSTDIR\*.*"
    StrCpy $2 1
  ${EndIf}
  StrCpy $Code ${UNWRITABLE}
  StrCpy $Problem "$(SAY_UNWRITABLE)"
  ClearErrors
  CreateDirectory "$INSTDIR"
  ${IfNot} ${Errors}
    FileOpen $1 "$INSTDIR\~try" w
    ${IfNot} ${Errors}
      FileClose $1
      Delete "$INSTDIR\~try"
      StrCpy $Code 0
    ${EndIf}
  ${EndIf}
  ${If} $2 = 1
    RMDir "$INSTDIR"   ; was made to try
  ${EndIf}
  ${If} $Code = 0
    Call FreeSpace
    ${If} $1 < ${SIZE_MB}
      StrCpy $Code ${NO_ROOM}
      StrCpy $Problem "$(SAY_NO_ROOM)"
    ${EndIf}
  ${EndIf}
FunctionEnd

Function FreeSpace   ; $1 is how many MB there are for $INSTDIR, plenty when nobody knows
  StrCpy $0 $INSTDIR
  ${Do}
    ${If} $0 == ""
    ${OrIf} ${FileExists} "$0\*.*"
      ${ExitDo}
    ${EndIf}
    ${GetParent} "$0" $0
  ${Loop}
  StrCpy $1 2000000
  System::Call 'kernel32::GetDiskFreeSpaceEx(t "$0\", *l.r2, *l, *l)i.r3'
  ${If} $3 <> 0
    System::Int64Op $2 / 1048576
    Pop $1
  ${EndIf}
FunctionEnd

Function IsOurs   ; $0 is 1 when the folder is new, empty, or holds this program in the same manner
  StrCpy $0 1
  ${If} ${FileExists} "$INSTDIR\${LIST}"
    ${If} $Portable = 1
    ${AndIfNot} ${FileExists} "$INSTDIR\${MARKER}"
      StrCpy $0 0
    ${ElseIf} $Portable = 0
    ${AndIf} ${FileExists} "$INSTDIR\${MARKER}"
      StrCpy $0 0
    ${EndIf}
    Return
  ${EndIf}
  ClearErrors
  FindFirst $1 $2 "$INSTDIR\*.*"
  ${DoWhile} $2 != ""
    ${If} $2 != "."
    ${AndIf} $2 != ".."
    ${AndIf} $2 != "~new"
    ${AndIf} $2 != "~old"
      StrCpy $0 0
    ${EndIf}
    FindNext $1 $2
  ${Loop}
  FindClose $1
FunctionEnd

Function FolderChosen
  Call CheckFolder
  ${If} $Code <> 0
    MessageBox MB_OK|MB_ICONEXCLAMATION "$Problem"
    Abort   ; stay on the page
  ${EndIf}
FunctionEnd

Function PutOnDesktop
  CreateShortcut "$DESKTOP\$(SHORTCUT).lnk" "$INSTDIR\${PROGRAM}"
FunctionEnd

; Renaming waits for scanners that hold a file of a folder for some tenths of a second.
Function Move   ; $R0 to $R1; $R2 is 1 when it was done
  ${For} $R3 1 40
    ClearErrors
    Rename "$R0" "$R1"
    ${IfNot} ${Errors}
      StrCpy $R2 1
      Return
    ${EndIf}
    Sleep 250
  ${Next}
  StrCpy $R2 0
FunctionEnd

Function PutBackInterrupted   ; a run that ended between two renames, by a power cut
  ${If} ${FileExists} "$INSTDIR\~old\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\${LIST}"
    Call PutBack
  ${EndIf}
FunctionEnd

Function PutBack   ; what is in ~old to where it was, what came instead to ~new
  CreateDirectory "$INSTDIR\~new"
  FindFirst $1 $2 "$INSTDIR\~old\*.*"
  ${DoWhile} $2 != ""
    ${If} $2 != "."
    ${AndIf} $2 != ".."
      Rename "$INSTDIR\$2" "$INSTDIR\~new\$2"
      StrCpy $R0 "$INSTDIR\~old\$2"
      StrCpy $R1 "$INSTDIR\$2"
      Call Move
    ${EndIf}
    FindNext $1 $2
  ${Loop}
  FindClose $1
  RMDir "$INSTDIR\~old"
  RMDir /r "$INSTDIR\~new"
FunctionEnd

Function GiveUp
  Call PutBack
  RMDir "$INSTDIR"
  StrCpy $Code ${FAILED}
  StrCpy $Problem "$(SAY_FAILED)"
  Call Refuse
FunctionEnd

Function SetAside   ; what is called $2 in the folder to ~old
  ${If} ${FileExists} "$INSTDIR\$2"
    StrCpy $R0 "$INSTDIR\$2"
    StrCpy $R1 "$INSTDIR\~old\$2"
    Call Move
    ${If} $R2 = 0
      Call GiveUp
    ${EndIf}
  ${EndIf}
FunctionEnd

Function SetAsideListed   ; all that the version before has installed
  ClearErrors
  FileOpen $1 "$INSTDIR\${LIST}" r
  ${IfNot} ${Errors}
    FileRead $1 $2   ; the version
    ${Do}
      ClearErrors
      FileRead $1 $2
      ${If} ${Errors}
        ${ExitDo}
      ${EndIf}
      ${TrimNewLines} "$2" $2
      Call IsPlainName
      ${If} $0 = 1
      ${AndIf} $2 != "${LIST}"
        Call SetAside
      ${EndIf}
    ${Loop}
    FileClose $1
    StrCpy $2 "${LIST}"
    Call SetAside
  ${EndIf}
FunctionEnd

Function IsPlainName   ; $0 is 1 when $2 is the name of something in the folder itself
  StrCpy $0 1
  ${If} $2 == ""
  ${OrIf} $2 == "."
  ${OrIf} $2 == ".."
    StrCpy $0 0
    Return
  ${EndIf}
  StrCpy $3 0
  ${Do}
    StrCpy $4 $2 1 $3
    ${If} $4 == "\"
    ${OrIf} $4 == "/"
    ${OrIf} $4 == ":"
    ${OrIf} $4 == "*"
    ${OrIf} $4 == "?"
      StrCpy $0 0
    ${EndIf}
    IntOp $3 $3 + 1
  ${LoopUntil} $4 == ""
FunctionEnd

!macro PutInPlace NAME
  StrCpy $2 "${NAME}"
  ${If} ${FileExists} "$INSTDIR\~new\$2"
    Call SetAside
    StrCpy $R0 "$INSTDIR\~new\$2"
    StrCpy $R1 "$INSTDIR\$2"
    Call Move
    ${If} $R2 = 0
      Call GiveUp
    ${EndIf}
  ${EndIf}
!macroend

Function Swap
  CreateDirectory "$INSTDIR\~old"
  Call SetAsideListed
  !insertmacro ForEachName PutInPlace
  RMDir /r "$INSTDIR\~old"   ; what a scanner still holds goes at the next run
  RMDir /r "$INSTDIR\~new"
FunctionEnd

Section
  Call CheckFolder
  ${If} $Code <> 0
    Call Refuse
  ${EndIf}
  StrCpy $0 $INSTDIR
  Call ReadFound
  Call RefuseOlder
  ${If} $Elsewhere == $INSTDIR
    StrCpy $Elsewhere ""
  ${EndIf}
  StrCpy $0 $INSTDIR
  Call WaitUntilClosed
  StrCpy $0 $Elsewhere
  Call WaitUntilClosed
  RMDir /r "$INSTDIR\~new"
  RMDir /r "$INSTDIR\~old"
  SetOutPath "$INSTDIR\~new"
  File /r "${DIST}/*"
  File "/oname=${LIST}" "${MANIFEST}"
  ${If} $Portable = 0
    SetOutPath "$INSTDIR\~new\icons"
    File "${ICONS}/exchange.ico" "${ICONS}/package.ico" "${ICONS}/update.ico"
  ${EndIf}
  SetOutPath "$INSTDIR"   ; a folder that is the current one cannot be renamed
  ${If} $Portable = 1
    FileOpen $1 "$INSTDIR\~new\${MARKER}" w
    FileWrite $1 "This GreenDesk keeps its data in the folder data beside this file.$\r$\n"
    FileClose $1
  ${Else}
    WriteUninstaller "$INSTDIR\~new\uninstall.exe"
  ${EndIf}
  StrCpy $0 $INSTDIR
  Call WaitUntilClosed
  Call Swap
  ${If} $Portable = 0
    Call RemoveElsewhere
    Call Register
  ${EndIf}
SectionEnd

Function .onInstSuccess
  Call StartAgain
FunctionEnd

Function .onInstFailed
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\~new"
  RMDir "$INSTDIR"
  Call StartAgain
  SetErrorLevel ${FAILED}
FunctionEnd

Function RemoveElsewhere   ; the program has moved to another folder
  ${If} $Elsewhere != ""
    ExecWait '"$Elsewhere\uninstall.exe" /S /KEEPREGISTRY _?=$Elsewhere'
    Delete "$Elsewhere\uninstall.exe"
    RMDir "$Elsewhere"
  ${EndIf}
FunctionEnd

!macro Associate SUFFIX KIND ICON WORDS
  WriteRegStr HKCU "${CLASSES}\${KIND}" "" "${WORDS}"
  WriteRegStr HKCU "${CLASSES}\${KIND}\DefaultIcon" "" "$INSTDIR\icons\${ICON}.ico"
  WriteRegStr HKCU "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  WriteRegStr HKCU "${CLASSES}\${SUFFIX}" "" "${KIND}"
  WriteRegNone HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids" "${KIND}"
!macroend

Function Register
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "$(SHORTCUT)"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "GreenDesk"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegStr HKCU "${APP_PATH}" "" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${APP_PATH}" "Path" "$INSTDIR"
  !insertmacro Associate ".gdx" "GreenDesk.Exchange" "exchange" "$(KIND_EXCHANGE)"
  !insertmacro Associate ".gdpkg" "GreenDesk.Package" "package" "$(KIND_PACKAGE)"
  !insertmacro Associate ".gdu" "GreenDesk.Update" "update" "$(KIND_UPDATE)"
  ${If} ${FileExists} "$DESKTOP\GreenDesk.lnk"
  ${OrIf} ${FileExists} "$DESKTOP\GreenDesk 绿色制造名单评审.lnk"
    StrCpy $WantsDesktop 1   ; and leads to where the program is now
  ${EndIf}
  !insertmacro RemoveShortcuts "$SMPROGRAMS"
  CreateShortcut "$SMPROGRAMS\$(SHORTCUT).lnk" "$INSTDIR\${PROGRAM}"
  ${If} $WantsDesktop = 1
    !insertmacro RemoveShortcuts "$DESKTOP"
    Call PutOnDesktop
  ${EndIf}
  !insertmacro RefreshShell
FunctionEnd

; ------------------------------------------------------------------------------------------- uninstalling

Function un.onInit
  Call un.ReadWords
  StrCpy $DeleteData 0
  StrCpy $KeepRegistry 0
  ClearErrors
  ${GetOptions} $R0 "/DELETEDATA" $R1
  ${IfNot} ${Errors}
    StrCpy $DeleteData 1
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/KEEPREGISTRY" $R1
  ${IfNot} ${Errors}
    StrCpy $KeepRegistry 1
  ${EndIf}
  ${IfNot} ${FileExists} "$INSTDIR\${LIST}"
    StrCpy $Code ${NOT_OURS}
    StrCpy $Problem "$(SAY_GONE)"
    Call un.Refuse
  ${EndIf}
FunctionEnd

Function un.AskData
  !insertmacro MUI_HEADER_TEXT "$(DATA_TITLE)" "$(DATA_SUBTITLE)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 0 100% 60u "$(DATA_WORDS)"
  Pop $0
  ${NSD_CreateCheckbox} 0 68u 100% 12u "$(DATA_BOX)"
  Pop $Box
  ${NSD_CreateLabel} 12u 84u 95% 44u "$(DATA_WARNING)"
  Pop $0
  ${If} $DeleteData = 1
    ${NSD_Check} $Box
  ${EndIf}
  GetDlgItem $0 $HWNDPARENT 1
  SendMessage $0 ${WM_SETTEXT} 0 "STR:$(DATA_DO)"
  nsDialogs::Show
FunctionEnd

Function un.DataAnswered
  ${NSD_GetState} $Box $0
  StrCpy $DeleteData 0
  ${If} $0 = ${BST_CHECKED}
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(DATA_SURE)" IDYES sure
    Abort
    sure:
    StrCpy $DeleteData 1
  ${EndIf}
FunctionEnd

!macro RemoveName NAME
  ${If} ${FileExists} "$INSTDIR\${NAME}\*.*"
    RMDir /r "$INSTDIR\${NAME}"
  ${Else}
    Delete "$INSTDIR\${NAME}"
  ${EndIf}
!macroend

!macro Dissociate SUFFIX KIND
  ReadRegStr $0 HKCU "${CLASSES}\${KIND}\shell\open\command" ""
  ${If} $0 == '"$INSTDIR\${PROGRAM}" "%1"'
    DeleteRegKey HKCU "${CLASSES}\${KIND}"
    DeleteRegValue HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids" "${KIND}"
    DeleteRegKey /ifempty HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids"
    ReadRegStr $0 HKCU "${CLASSES}\${SUFFIX}" ""
    ${If} $0 == "${KIND}"
      DeleteRegValue HKCU "${CLASSES}\${SUFFIX}" ""
    ${EndIf}
    DeleteRegKey /ifempty HKCU "${CLASSES}\${SUFFIX}"
  ${EndIf}
!macroend

Section "Uninstall"
  StrCpy $0 $INSTDIR
  Call un.WaitUntilClosed
  SetOutPath "$TEMP"
  !insertmacro ForEachName RemoveName
  RMDir /r "$INSTDIR\~new"
  RMDir /r "$INSTDIR\~old"
  RMDir "$INSTDIR"
  ${If} $KeepRegistry = 0
    RMDir "$LOCALAPPDATA\Programs"   ; when nothing else is in it
    Call un.Unregister
    RMDir /r "${DATA}\cache"
    ${If} $DeleteData = 1
      RMDir /r "${DATA}"
    ${EndIf}
    RMDir "${DATA}"   ; when nothing is in it
  ${EndIf}
SectionEnd

Function un.Unregister
  !insertmacro Dissociate ".gdx" "GreenDesk.Exchange"
  !insertmacro Dissociate ".gdpkg" "GreenDesk.Package"
  !insertmacro Dissociate ".gdu" "GreenDesk.Update"
  ReadRegStr $0 HKCU "${APP_PATH}" ""
  ${If} $0 == "$INSTDIR\${PROGRAM}"
    DeleteRegKey HKCU "${APP_PATH}"
    DeleteRegKey /ifempty HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths"
  ${EndIf}
  ReadRegStr $0 HKCU "${UNINSTALL}" "InstallLocation"
  ${If} $0 == "$INSTDIR"
    DeleteRegKey HKCU "${UNINSTALL}"
    !insertmacro RemoveShortcuts "$SMPROGRAMS"
    !insertmacro RemoveShortcuts "$DESKTOP"
  ${EndIf}
  !insertmacro RefreshShell
FunctionEnd
