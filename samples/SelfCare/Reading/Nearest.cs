namespace SelfCare;

/// <summary>Finds what somebody meant who mistyped a name.</summary>
internal static class Nearest
{
    /// <summary>The names of which the word is nearly a part, the nearest ones; none where the word is one of them, or like none.</summary>
    public static IReadOnlyList<string> To(string word, IEnumerable<string> names)
    {
        var distances = names.Select(name => (Name: name, Distance: name == word ? -1 : Distance(word, name))).ToList();
        var least = distances.Min(each => each.Distance);
        return least < 0 || least > word.Length / 4 ? [] : [.. distances.Where(each => each.Distance == least).Select(each => each.Name)];
    }

    /// <summary>How many letters of the word have to change to make it a part of the name, in capitals or not (Sellers' algorithm).</summary>
    private static int Distance(string word, string name)
    {
        var above = new int[name.Length + 1];
        for (var i = 1; i <= word.Length; i++)
        {
            var row = new int[name.Length + 1];
            row[0] = i;
            for (var j = 1; j <= name.Length; j++)
            {
                var change = char.ToUpperInvariant(word[i - 1]) == char.ToUpperInvariant(name[j - 1]) ? 0 : 1;
                row[j] = Math.Min(above[j - 1] + change, Math.Min(above[j], row[j - 1]) + 1);
            }

            above = row;
        }

        return above.Min();
    }
}
