"""Asks a served model as OpenAI's own client does: ADDRESS PROMPT TOKENS SEED. Prints what it was told as one line of JSON."""

import json
import sys

import openai

address, prompt, tokens, seed = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
client = openai.OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0, timeout=60)
asked = {"model": "m", "prompt": prompt, "max_tokens": tokens, "seed": seed}
whole = client.completions.create(**asked)
pieces = list(client.completions.create(**asked, stream=True, stream_options={"include_usage": True}))


def refused(**changes):
    try:
        client.completions.create(**{**asked, **changes})
        return "answered"
    except openai.APIStatusError as error:
        return [type(error).__name__, error.param, error.code]


print(json.dumps({
    "models": [model.id for model in client.models.list().data],
    "text": whole.choices[0].text,
    "reason": whole.choices[0].finish_reason,
    "usage": whole.usage.total_tokens,
    "streamed": "".join(choice.text for piece in pieces for choice in piece.choices),
    "pieces": sum(len(piece.choices) for piece in pieces),
    "streamedUsage": pieces[-1].usage.total_tokens,
    "noModel": refused(model="other"),
    "noToken": refused(prompt="\u00e9"),
    "tooHot": refused(temperature=9),
}))
