@echo off
rem The two commands of the README on Windows: make.cmd run | test
setlocal
cd /d "%~dp0..\.."
set PYTHONUTF8=1
if not exist .venv\Scripts\python.exe py -3.13 -m venv .venv 2>nul || py -3.12 -m venv .venv 2>nul || py -3.11 -m venv .venv || exit /b 4
set LOCK=requirements.lock
if "%1"=="test" set LOCK=requirements-dev.lock
.venv\Scripts\python -m pip install --quiet --disable-pip-version-check --require-hashes -r %LOCK% || exit /b 4
.venv\Scripts\python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . || exit /b 4
if "%1"=="test" goto test
if not exist out\demo\lead .venv\Scripts\assessor-app demo out\demo || exit /b 4
if exist out\demo\passphrase.txt (.venv\Scripts\assessor-app --profile out\demo\lead --passphrase-file out\demo\passphrase.txt) else (.venv\Scripts\assessor-app --profile out\demo\lead)
exit /b %errorlevel%
:test
.venv\Scripts\ruff format --check . && .venv\Scripts\ruff check . && .venv\Scripts\mypy && .venv\Scripts\lint-imports --no-logo && .venv\Scripts\python -m pytest
exit /b %errorlevel%
