@echo off
rem Sets up what is missing and opens GreenDesk on the sample desk; needs Python 3.11 or newer from python.org.
where py >nul 2>nul
if errorlevel 1 (
  python "%~dp0build_spec\bootstrap.py" run %*
) else (
  py -3 "%~dp0build_spec\bootstrap.py" run %*
)
