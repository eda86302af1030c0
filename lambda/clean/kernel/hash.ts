const first = 0x9e3779b1;
const second = 0x85ebca6b;

function mix(hash: u32, word: u32): u32 {
  return rotl<u32>(hash ^ (word * first), 13) * second;
}

function finish(hash: u32): u32 {
  let mixed = (hash ^ (hash >>> 16)) * second;
  mixed = (mixed ^ (mixed >>> 13)) * first;
  return mixed ^ (mixed >>> 16);
}

/** Four words at a time, each into a hash of its own, so that no multiplication waits for the one before. */
function mixBlocks(hash: u32, start: usize, end: usize): u32 {
  let a = hash;
  let b = hash ^ first;
  let c = hash ^ second;
  let d = ~hash;
  let at = start;
  while (true) {
    a = mix(a, load<u32>(at));
    b = mix(b, load<u32>(at, 4));
    c = mix(c, load<u32>(at, 8));
    d = mix(d, load<u32>(at, 12));
    if (at + 16 >= end) return mix(mix(mix(a, b), c), d);
    at = min(at + 16, end - 16);
  }
}

/** As `hashBytes` in `lambda/clean/output/hash-bytes.ts`, which says what it is for; a test holds them equal. */
export function hashBytes(start: usize, end: usize): u32 {
  const length = <i32>(end - start);
  let hash = <u32>length * first;
  if (length >= 16) hash = mixBlocks(hash, start, end);
  else if (length >= 4) {
    for (let at = start; at < end - 4; at += 4) hash = mix(hash, load<u32>(at));
    hash = mix(hash, load<u32>(end - 4));
  } else if (length > 0) {
    const middle = <u32>load<u8>(start + (length >> 1));
    hash = mix(hash, <u32>load<u8>(start) | (middle << 8) | ((<u32>load<u8>(end - 1)) << 16));
  }
  return finish(hash);
}

/** As `hashNumber` there. */
export function hashNumber(value: f64): u32 {
  let hash: u32;
  if (value >= -2_147_483_648 && value <= 2_147_483_647 && floor(value) === value) hash = <u32>(<i32>value) * first;
  else {
    const bits = reinterpret<u64>(value);
    hash = (<u32>bits ^ (<u32>(bits >>> 32) * second)) * first;
  }
  hash = (hash ^ (hash >>> 15)) * second;
  hash = (hash ^ (hash >>> 13)) * first;
  return hash ^ (hash >>> 16);
}
