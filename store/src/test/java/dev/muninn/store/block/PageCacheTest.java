package dev.muninn.store.block;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageCacheTest {

    private final PageCache cache = new PageCache(300);

    @Test
    void keepsPagesOfEachBlockUpToItsBytes() {
        PageCache.OfBlock first = cache.of(10);
        PageCache.OfBlock second = cache.of(10);
        for (int i = 0; i < 2; i++) {
            first.put(i, new byte[100]);
        }
        byte[] page = new byte[100];
        second.put(0, page);
        assertThat(second.get(0)).isSameAs(page);
        assertThat(second.get(1)).isNull();
        assertThat(cache.bytes()).isEqualTo(300);
        second.put(1, new byte[100]);
        assertThat(first.get(0)).as("the oldest").isNull();
        assertThat(first.get(1)).isNotNull();
        assertThat(cache.bytes()).isEqualTo(300);
    }

    @Test
    void sparesWhatWasUsedMeanwhile() {
        PageCache.OfBlock block = cache.of(10);
        for (int i = 0; i < 3; i++) {
            block.put(i, new byte[100]);
        }
        assertThat(block.get(0)).isNotNull();
        block.put(3, new byte[100]);
        assertThat(block.get(0)).isNotNull();
        assertThat(block.get(1)).isNull();
    }

    @Test
    void keepsNothingLargerThanAllOfIt() {
        PageCache.OfBlock block = cache.of(1);
        block.put(0, new byte[301]);
        assertThat(block.get(0)).isNull();
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void forgetsTheBlocksThatAreGone() {
        PageCache.OfBlock gone = cache.of(2);
        PageCache.OfBlock stays = cache.of(2);
        gone.put(0, new byte[100]);
        stays.put(0, new byte[50]);
        gone.clear();
        assertThat(gone.get(0)).isNull();
        assertThat(stays.get(0)).isNotNull();
        assertThat(cache.bytes()).isEqualTo(50);
    }

    @Test
    void hasNoPagesWithNumbersThatTheBlockHasNot() {
        assertThat(cache.of(2).get(2)).isNull();
        assertThat(cache.of(2).get(-1)).isNull();
    }
}
