#!/usr/bin/env bash
# Makes the virtual environments of the peers, torch, jax and tf, in the folder given. About 3.5 GB of disk.
set -eu
folder=${1:?the folder for the environments, outside the repository}
environment() { # name, packages…
  [ -x "$folder/$1/bin/python" ] || python3 -m venv "$folder/$1"
  "$folder/$1/bin/pip" install --quiet "${@:2}"
}
mkdir -p "$folder"
if [ "$(uname -sm)" = "Linux x86_64" ]; then
  environment torch --extra-index-url https://download.pytorch.org/whl/cpu torch==2.13.0 numpy
else
  environment torch torch==2.13.0 numpy
fi
environment tf tensorflow-cpu==2.21.0 keras==3.15.1 numpy
environment jax 'jax[cpu]==0.10.2' optax numpy
