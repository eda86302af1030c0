const pageBytes = 65536;

/** Memory that was handed out ends here. */
class Heap {
  static end: usize = __heap_base;
  /** Memory behind this was never handed out, and holds zeros. */
  static fresh: usize = __heap_base;
}

/**
 * Hands out memory of zeros, for as long as the file is read; only `takeBack` takes it back.
 * It may make the memory larger: views of it in TypeScript are then no longer of use.
 */
export function allocate(bytes: usize): usize {
  const start = (Heap.end + 15) & ~15;
  const end = start + bytes;
  const room = <usize>memory.size() * pageBytes;
  if (end > room && memory.grow(<i32>((end - room + pageBytes - 1) / pageBytes)) < 0) unreachable();
  Heap.end = end;
  if (start < Heap.fresh) memory.fill(start, 0, min(bytes, Heap.fresh - start));
  Heap.fresh = max(Heap.fresh, end);
  return start;
}

/** Takes back all that was handed out. */
export function takeBack(): void {
  Heap.end = __heap_base;
}
