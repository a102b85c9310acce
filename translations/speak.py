"""Makes the recorded voice, `web/voice/`: `make voice`, on a developer's machine only.

Needs Debian's packages `flite` and `ffmpeg`. What a server or a phone runs needs
neither: the files it writes are committed. Languages without a voice below are left
out: their patients have the voices of their phones.

Flite's voice `slt` (Carnegie Mellon University) and what it says may be used and spread
freely. Russian was tried with Debian's `festvox-ru` and left out: it stresses a word
wrongly in one phrase of five, and where it joins its sounds the pitch often leaps.
"""

from __future__ import annotations

import gettext
import json
import re
import shutil
import subprocess
import sys
import wave
from array import array
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

from server import catalogs, protocols, spoken
from server.config import Config
from server.languages import DOMAIN, LANGUAGES, SOURCE

#: By language: the command that says `{text}` into `{file}`, a WAV of one channel.
VOICES = {
    "en": ("flite", "-voice", "slt", "-t", "{text}.", "-o", "{file}"),
}
#: Samples a second of every voice.
RATE = 16_000
#: What a phone has to fetch for one language, in bytes.
LIMIT = 150_000
LOUDNESS = -18.0
#: Of each phrase while it is heard, and at most, as parts of full scale.
LEVEL, PEAK = 0.1, 0.7
#: Around what is heard of a phrase, in seconds. Some browsers keep the silence that the
#: encoder begins with, 0.064 s: a phrase then begins late, but is whole.
LEAD, TAIL, GAP = 0.02, 0.1, 0.04
WINDOW = RATE // 100
#: Quieter than this part of its loudest window, a phrase has not begun, or is over.
SILENCE = 0.01
FULL = 32_768
#: With few bits the encoder keeps half of the band, and "s" and "t" are lost; asked for
#: all of it, it keeps them: 56 of 58 phrases are recognised by a machine, not 50.
WIDE = ("-ar", str(RATE), "-cutoff", "7000")
SAME_BYTES = ("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact")


def main() -> int:
    """Writes the files of every language that has a voice."""
    needed = {"ffmpeg", *(voice[0] for voice in VOICES.values())}
    missing = sorted(name for name in needed if not shutil.which(name))
    if missing:
        names = " ".join(missing)
        print(f"The voice needs more tools: apt-get install {names}", file=sys.stderr)
        return 1
    config = Config()
    catalogs.compile_all(config.translations)
    for code in LANGUAGES:
        if code in VOICES:
            make(config, code)
        else:
            print(f"{code}: no voice is pleasant enough; phones use their own.")
    return 0


def make(config: Config, code: str) -> None:
    """One language: every phrase spoken, joined, compressed, and its index."""
    texts = spoken.phrases(protocols.load(config.protocols), translator(config, code))
    clips = [even(trimmed(say(code, text))) for text in texts]
    gap = silence(GAP)
    starts = accumulate((len(clip) + len(gap) for clip in clips), initial=len(gap))
    index = {
        text: [round(start / RATE, 3), round(len(clip) / RATE, 3)]
        for text, clip, start in zip(texts, clips, starts, strict=False)
    }
    folder = config.web / "voice"
    folder.mkdir(exist_ok=True)
    size = compress(sum((clip + gap for clip in clips), gap), folder / f"{code}.m4a")
    write_index(folder / f"{code}.json", index)
    print(f"{code}: {len(index)} phrases in {size} bytes")


def translator(config: Config, code: str) -> spoken.Translate:
    """The words of one language as its pages show them."""
    return gettext.translation(
        DOMAIN, config.translations, [code], fallback=code == SOURCE.code
    ).gettext


def say(code: str, text: str) -> array[int]:
    """One phrase as its engine says it."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "phrase.wav"
        words = [part.format(text=text, file=file) for part in VOICES[code]]
        subprocess.run(words, check=True, capture_output=True)
        with wave.open(str(file)) as sound:
            shape = (sound.getframerate(), sound.getnchannels(), sound.getsampwidth())
            if shape != (RATE, 1, 2):
                raise ValueError(f"{words[0]} speaks in {shape}")
            return array("h", sound.readframes(sound.getnframes()))


def trimmed(samples: array[int]) -> array[int]:
    """Without the engine's silence, with as much of ours around each phrase."""
    levels = loudness(samples)
    loud = [at for at, level in enumerate(levels) if level > SILENCE * max(levels)]
    heard = samples[loud[0] * WINDOW : (loud[-1] + 1) * WINDOW]
    return silence(LEAD) + heard + silence(TAIL)


def even(samples: array[int]) -> array[int]:
    """As loud as every other phrase, and never so loud that it is cut off."""
    levels = loudness(samples)
    heard = [level for level in levels if level > SILENCE * max(levels)]
    level = (sum(level**2 for level in heard) / len(heard)) ** 0.5
    gain = min(LEVEL / level, PEAK * FULL / max(map(abs, samples)))
    return array("h", (round(sample * gain) for sample in samples))


def loudness(samples: array[int]) -> list[float]:
    """Of each window, as a part of full scale."""
    windows = range(0, len(samples), WINDOW)
    squares = [sum(each**2 for each in samples[at : at + WINDOW]) for at in windows]
    return [(square / WINDOW) ** 0.5 / FULL for square in squares]


def silence(seconds: float) -> array[int]:
    return array("h", bytes(2 * round(seconds * RATE)))


def compress(samples: array[int], target: Path) -> int:
    """Writes AAC as good as the limit allows; returns its size in bytes."""
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.wav"
        with wave.open(str(plain), "wb") as sound:
            sound.setparams((1, 2, RATE, 0, "NONE", ""))
            sound.writeframes(samples.tobytes())
        gain = (
            f"volume={LOUDNESS - measured(plain):.2f}dB,alimiter=limit={PEAK}:level=0"
        )
        bits = 32_000.0
        while True:
            aac = ("-c:a", "aac", "-b:a", str(int(bits)), *WIDE, *SAME_BYTES)
            whole = ("-movflags", "+faststart", str(target))
            ffmpeg("-i", str(plain), "-af", gain, *aac, *whole)
            size = target.stat().st_size
            if size <= LIMIT:
                return size
            bits *= min(0.98, LIMIT / size)


def measured(file: Path) -> float:
    """Its loudness in LUFS."""
    said = ffmpeg("-i", str(file), "-af", "ebur128", "-f", "null", "-")
    return float(re.findall(r"I:\s+(-[\d.]+) LUFS", said)[-1])


def ffmpeg(*arguments: str) -> str:
    command = ["ffmpeg", "-hide_banner", "-nostdin", "-y", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stderr


def write_index(path: Path, index: dict[str, list[float]]) -> None:
    """One phrase a line, so that a change is seen."""
    text = json.dumps({"phrases": index}, ensure_ascii=False, indent=1)
    lines = re.sub(r"\[\s+([\d.]+),\s+([\d.]+)\s+\]", r"[\1, \2]", text)
    path.write_text(f"{lines}\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
