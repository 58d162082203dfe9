"""The net of 784-512-512-10 behind FastAPI and PyTorch, as one serves a model in Python: `peer_fastapi.py PORT`.

One process of uvicorn with its fast loop where it is installed; PyTorch computes in one thread, as one row has no more to
share. `Benchmarks/serving.py` starts it and asks it in turns with nabla.
"""

import sys

import torch
import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel

torch.set_num_threads(1)
net = torch.nn.Sequential(
    torch.nn.Linear(784, 512), torch.nn.ReLU(), torch.nn.Linear(512, 512), torch.nn.ReLU(),
    torch.nn.Linear(512, 10), torch.nn.Softmax(dim=-1),
).eval()  # fmt: skip
app = FastAPI()


class Asked(BaseModel):
    instances: list[list[float]]


@app.post("/v1/models/m:predict")
def predict(asked: Asked):
    with torch.inference_mode():
        return {"predictions": net(torch.tensor(asked.instances)).tolist()}


uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="error", access_log=False)
