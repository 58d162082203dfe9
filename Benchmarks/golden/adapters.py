"""A file of adapters by PEFT itself, `Tests/Golden/peft_adapter.safetensors`, and the answers of its model.

Weights that stay follow from a formula, which the test repeats; those of the adapters are drawn. PEFT is in no environment
of this project: `pip install peft torch`, then run this file; it prints what the test expects.
"""

import pathlib
import shutil
import sys
import tempfile

import peft
import torch


def numbers(rows, columns, shift):
    """((7·i + 3·j + shift) mod 11 − 5) / 10."""
    return torch.tensor([[((7 * i + 3 * j + shift) % 11 - 5) / 10 for j in range(columns)]
                         for i in range(rows)])


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = torch.nn.Linear(5, 4)
        self.output = torch.nn.Linear(4, 2)

    def forward(self, x):
        return self.output(torch.tanh(self.hidden(x)))


def net():
    made = Net()
    with torch.no_grad():
        made.hidden.weight.copy_(numbers(5, 4, 1).T)
        made.hidden.bias.copy_(numbers(1, 4, 2)[0])
        made.output.weight.copy_(numbers(4, 2, 3).T)
        made.output.bias.copy_(numbers(1, 2, 4)[0])
    return made


x = numbers(3, 5, 0)
if len(sys.argv) > 1:
    # A folder with adapters that nabla has exported: the answers with them.
    print(peft.PeftModel.from_pretrained(net(), sys.argv[1])(x).tolist())
    sys.exit()
torch.manual_seed(7)
config = peft.LoraConfig(r=3, lora_alpha=6, target_modules=["hidden", "output"])
model = peft.get_peft_model(net(), config)
for name, weight in model.named_parameters():
    if "lora_B" in name:
        torch.nn.init.normal_(weight, std=0.3)
print(f"PEFT {peft.__version__}, PyTorch {torch.__version__}")
print(model(x).tolist())
with tempfile.TemporaryDirectory() as folder:
    model.save_pretrained(folder)
    root = pathlib.Path(__file__).resolve().parents[2]
    shutil.copy(f"{folder}/adapter_model.safetensors", root / "Tests/Golden/peft_adapter.safetensors")
