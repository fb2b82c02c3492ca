using System.Globalization;

namespace EsimLifecycle.Tests;

public class FingerprintTests
{
    /// <summary>Digests are stored with the events: what told a text from others yesterday has to tomorrow.</summary>
    [Theory]
    [InlineData("", "0ac4c41fc0f6bea4")]
    [InlineData("abc", "239b1f6fc05ed06e")]
    [InlineData("abcd", "e8b0ee7f6d7fbbd8")]
    [InlineData("abcdefgh", "96a55e2bb2ff461f")]
    [InlineData("abcdefghijklm", "e1fb021a8ee2bdc1")]
    public void It_is_the_same_in_every_version(string text, string expected) => Fingerprint.Of(text).Value.ToString("x16", CultureInfo.InvariantCulture).Should().Be(expected);

    /// <summary>The two factors of a step: where either is zero, the other still counts.</summary>
    [Theory]
    [InlineData("abcd\uCA87\u85EB\u79B1\u9E37", "wxyz\uCA87\u85EB\u79B1\u9E37")]
    [InlineData("\0\0\0\0abcd", "\0\0\0\0wxyz")]
    [InlineData("", "\0")]
    [InlineData("a", "a\0")]
    public void Texts_that_differ_have_different_ones(string one, string other) => Fingerprint.Of(one).Value.Should().NotBe(Fingerprint.Of(other).Value);
}
