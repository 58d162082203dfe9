#!/usr/bin/env bash
# Writes Tests/Golden anew. VENVS is the folder with the environments torch, tf (Benchmarks/peers/setup.sh) and sklearn (pip install scikit-learn).
set -eu
cd "$(dirname "$0")"
venvs=${VENVS:?the folder with the environments torch and tf}
for program in activations layers lora distilling convolution_torch optimizers losses_torch training programs explaining; do "$venvs/torch/bin/python" "$program.py"; done
for program in keras_layers convolution recurrent losses metrics initializers schedules keras_check; do
  "$venvs/tf/bin/python" "$program.py" 2> >(grep -vE 'port\.cc|computation_placer|WARNING' >&2)
done
"$venvs/torch/bin/python" torch_check.py
# An environment with scikit-learn alone.
"$venvs/sklearn/bin/python" judging.py
"$venvs/sklearn/bin/python" projections.py
"$venvs/sklearn/bin/python" curves.py
# Functions, weights, privacy and linear algebra need NumPy alone.
"$venvs/sklearn/bin/python" functions.py
"$venvs/sklearn/bin/python" weights.py
"$venvs/sklearn/bin/python" privacy.py
"$venvs/sklearn/bin/python" linear_algebra.py
