using System.Text;

namespace SelfCare;

/// <summary>Writes text without the blanks that tables leave at the ends of lines, which a file or a pipe has no use for.</summary>
internal sealed class TidyWriter(TextWriter inner) : TextWriter
{
    private int _blanks;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        if (value == ' ')
        {
            _blanks++;
            return;
        }

        for (; value != '\n' && _blanks > 0; _blanks--)
            inner.Write(' ');
        _blanks = 0;
        inner.Write(value);
    }

    public override void Flush() => inner.Flush();
}
