"""Parts of scripts/train that can be wrong without anybody noticing. Run by scripts/train/smoke:

    python3 -m unittest discover tests/train
"""

import sys
import tempfile
import unittest
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts" / "train"))

import clean  # noqa: E402
import config  # noqa: E402
import marian  # noqa: E402
import model  # noqa: E402
import pack  # noqa: E402
import robust  # noqa: E402
import score  # noqa: E402
import train  # noqa: E402
from order import END, PAD, Order  # noqa: E402
from spacing import Spacing  # noqa: E402


class SpacingTest(unittest.TestCase):
    def setUp(self):
        self.spacing = Spacing()
        for _ in range(5):
            for text in ("파일을 추가합니다.", "도구를 사용하여 연다.", "이에 대한 설명", "값을 지정해야 합니다.", "할 수 있습니다."):
                self.spacing.learn(text)

    def test_cut_words_are_joined(self):
        for cut, whole in (
            ("파일을 추가 합니다.", "파일을 추가합니다."),
            ("도구를 사용 하 여 연다.", "도구를 사용하여 연다."),
            ("이에 대 한 설명", "이에 대한 설명"),
        ):
            self.assertEqual(self.spacing.mend(cut), whole)

    def test_words_that_stand_apart_stay_apart(self):
        for text in ("값을 지정해야 합니다.", "할 수 있습니다.", "파일을 추가, 합니다.", "새 낱말 하나"):
            self.assertEqual(self.spacing.mend(text), text)


class CleanTest(unittest.TestCase):
    def test_what_is_no_pair_of_sentences_is_named(self):
        for en, ko, why in (
            ("The mayor resigned on Friday.", "시장은 금요일 사임했다.", None),
            ("Use [!INCLUDE x] here.", "여기서 [!INCLUDE x]를 사용합니다.", "markup or template"),
            ("SELECT FROM", "SELECT FROM", "target not Korean"),
            ("서울", "서울", "source not English"),
            ("A very long sentence about nothing at all, and then some more of it, and more.", "네.", "length ratio"),
            ("It was founded in 1998 by two men.", "두 사람이 1989년에 세웠다.", "numbers differ"),
            ("It cost 12,000 won then.", "당시 값은 1만2천원이었다.", None),
            ("", "빈 줄", "empty or too long"),
        ):
            self.assertEqual(clean.fault(en, ko), why, en)

    def test_the_tenth_is_the_sentence_s_own(self):
        held = [n for n in range(2000) if clean.held_out(f"Sentence {n}.")]
        self.assertTrue(150 < len(held) < 250, len(held))


class SubstitutionTest(unittest.TestCase):
    def test_both_sides_change_alike(self):
        en, ko = robust.substituted("Samsung sold 4,521 phones to AB7.", "Samsung은 AB7에 휴대전화 4,521대를 팔았다.", 3)
        for word in score.numbers(en):
            self.assertIn(word, score.numbers(ko))
        self.assertNotIn("4,521", en + ko)
        name = en.split()[0]
        self.assertNotEqual(name, "Samsung")
        self.assertTrue(ko.startswith(name), (en, ko))

    def test_what_stands_on_one_side_or_twice_stays(self):
        self.assertIsNone(robust.substituted("In May 12 men and 12 women left.", "5월에 남자 12명과 여자 12명이 떠났다.", 1))
        self.assertIsNone(robust.substituted("Twelve left.", "12명이 떠났다.", 1))


class OrderTest(unittest.TestCase):
    def pairs(self, folder):
        lot = np.random.default_rng(5)
        rows = [(list(lot.integers(2, 90, lot.integers(1, 30))), list(lot.integers(2, 90, lot.integers(1, 30))), "s", 1.0) for _ in range(300)]
        pack.write(Path(folder) / "p.xz", rows)
        return rows, pack.read(Path(folder) / "p.xz")

    def test_every_pair_comes_whole_and_once_a_round(self):
        with tempfile.TemporaryDirectory() as folder:
            rows, pairs = self.pairs(folder)
            order = Order(pairs, config.Phase("p", ["en-ko", "ko-en"], tokens=200), config.Train())
            seen, both = [], set()
            for batch in order.batches(2):
                source, target = order.arrays(batch)
                for (pair, way), s, t in zip(batch, source, target):
                    en, ko = rows[pair][:2]
                    wanted = (en, ko) if way == 0 else (ko, en)
                    self.assertEqual([list(x[x != PAD]) for x in (s, t)], [w + [END] for w in wanted])
                    both.add(way)
                    seen.append(pair)
            self.assertEqual(sorted(seen), list(range(300)))
            self.assertEqual(both, {0, 1})

    def test_a_round_is_the_same_whenever_it_is_asked_for(self):
        with tempfile.TemporaryDirectory() as folder:
            _, pairs = self.pairs(folder)
            new = lambda: Order(pairs, config.Phase("p", ["en-ko"], tokens=200), config.Train(round=100))
            self.assertEqual(new().batches(7), new().batches(7))
            self.assertNotEqual(new().batches(7), new().batches(8))


class NetworkTest(unittest.TestCase):
    def test_the_scan_is_the_recurrence(self):
        gates, inputs = torch.rand(3, 13, 4), torch.randn(3, 13, 4)
        cell, out = torch.zeros(3, 4), []
        for at in range(13):
            cell = gates[:, at] * cell + inputs[:, at]
            out.append(cell)
        torch.testing.assert_close(model.scan(gates, inputs), torch.stack(out, 1))

    def test_a_sample_of_the_pieces_stands_for_all(self):
        torch.manual_seed(3)
        net = model.Student(config.Model(dim=32, ffn=32, heads=2, encoder=1, decoder=1), 500)
        net.bias.data = torch.randn(500)
        hidden, target = torch.randn(6, 32), torch.tensor([7, 7, 499, 0, 21, 400])
        run = SimpleNamespace(net=net, device="cpu", config=SimpleNamespace(train=config.Train(sampled=100)))
        whole = net.project(hidden)
        sums = []
        for _ in range(400):
            logits, wanted = train.Run.scores(run, hidden, target)
            self.assertLess(logits.shape[1], 120)
            own = whole.gather(1, target[:, None])
            torch.testing.assert_close(logits.gather(1, wanted[:, None]), own)
            sums.append(logits.logsumexp(1).exp())
        ratio = torch.stack(sums).mean(0) / whole.logsumexp(1).exp()
        self.assertLess((ratio - 1).abs().max().item(), 0.05)

    def test_no_sum_of_two_products_leaves_16_bits(self):
        for rows in (np.full((4, 8), 3.0), np.random.default_rng(1).normal(size=(16, 32)), np.eye(8)):
            whole, scale = marian.quantised(rows.astype(np.float32))
            pairs = whole.astype(int).reshape(len(rows), -1, 2)
            for sign in (1, -1):
                self.assertLessEqual(np.maximum(sign * pairs, 0).sum(-1).max() * 254, 32767)
            self.assertLessEqual(np.abs(whole / scale - rows).max(), 0.51 / scale)


if __name__ == "__main__":
    unittest.main()
