"""Whether a training that was killed and went on has the losses of one that was not: same_curve.py CHECKPOINT REPORT."""

import json
import sys

import torch


def main():
    whole = torch.load(sys.argv[1], weights_only=True)["curve"]
    halved = json.load(open(sys.argv[2], encoding="utf-8"))["curve"]
    for (step, tokens, loss, _), (other_step, other_tokens, other_loss, _) in zip(whole, halved):
        print(f"step {step}: {tokens} tokens, loss {loss:.5f}; {other_tokens} tokens, loss {other_loss:.5f}")
        if (step, tokens) != (other_step, other_tokens) or abs(loss - other_loss) > 1e-3:
            sys.exit("the data came in another order")
    if not whole:
        sys.exit("nothing to compare")


if __name__ == "__main__":
    main()
