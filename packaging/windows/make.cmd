@echo off
rem The commands of the README on Windows: make.cmd run | test | package
setlocal
cd /d "%~dp0..\.."
set PYTHONUTF8=1
set WANTED=%~1
if "%WANTED%"=="" set WANTED=run
set LOCK=requirements-dev.lock
if "%WANTED%"=="run" set LOCK=requirements.lock
set BIN=.venv\Scripts
set DEMO=out\demo

for %%V in (3.13 3.12 3.11) do if not exist %BIN%\python.exe py -%%V -m venv .venv 2>nul
if not exist %BIN%\python.exe (
  echo Assay needs Python 3.11, 3.12 or 3.13; none was found. Install one and run this again. 1>&2
  exit /b 4
)
%BIN%\python -m pip install --quiet --disable-pip-version-check --require-hashes -r %LOCK% || exit /b 4
%BIN%\python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . || exit /b 4

if "%WANTED%"=="test" (
  %BIN%\ruff format --check . && %BIN%\ruff check . && %BIN%\mypy && %BIN%\lint-imports --no-logo && %BIN%\python -m pytest
  exit /b
)
if "%WANTED%"=="package" (
  %BIN%\pyinstaller --noconfirm --distpath dist --workpath build packaging\assay.spec
  exit /b
)
if not exist %DEMO%\lead (
  %BIN%\assessor-app demo %DEMO% || exit /b 4
)
set PASSPHRASE=
if exist %DEMO%\passphrase.txt set PASSPHRASE=--passphrase-file %DEMO%\passphrase.txt
%BIN%\assessor-app --profile %DEMO%\lead %PASSPHRASE%
exit /b
