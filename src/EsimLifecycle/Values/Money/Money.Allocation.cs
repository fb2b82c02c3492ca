namespace EsimLifecycle;

public readonly partial struct Money
{
    /// <summary>Divides the amount in proportion to the weights, without losing a minor unit.</summary>
    /// <remarks>
    /// <para>By largest remainder (Hamilton): each part is its exact share cut toward zero, and the minor units left over go, one each, to
    /// the parts that lost most by the cut; among equals to the first. So the parts sum to the amount exactly, each differs from its exact
    /// share by less than one minor unit, and a weight of zero gets nothing.</para>
    /// <para>A negative amount is divided as its positive would be, with the sign changed.</para>
    /// </remarks>
    /// <param name="weights">One per part, zero or more; at least one greater than zero.</param>
    /// <returns>The parts, in the order of the weights.</returns>
    /// <exception cref="ArgumentException">There is no weight greater than zero.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is less than zero.</exception>
    public ValueList<Money> Allocate(params ReadOnlySpan<long> weights)
    {
        var total = TotalOf(weights);
        var shares = new Int128[weights.Length];
        var remainders = new Int128[weights.Length];
        var left = Int128.Abs(MinorUnits);
        for (var i = 0; i < weights.Length; i++)
        {
            (shares[i], remainders[i]) = Int128.DivRem(Int128.Abs(MinorUnits) * weights[i], total);
            left -= shares[i];
        }

        if (left > 0)
        {
            foreach (var i in ByLargestRemainder(remainders).AsSpan(0, (int)left))
                shares[i]++;
        }

        var parts = new Money[weights.Length];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = new Money((long)(IsNegative ? -shares[i] : shares[i]), Currency);
        return new ValueList<Money>(parts);
    }

    /// <summary>Divides the amount into equal parts, without losing a minor unit.</summary>
    /// <remarks>
    /// As <see cref="Allocate"/> with equal weights: the parts sum to the amount exactly, and the first ones are one minor unit further
    /// from zero where it does not divide evenly. USD 10.00 in 3 parts is 3.34, 3.33, 3.33.
    /// </remarks>
    /// <param name="parts">How many; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parts"/> is less than 1.</exception>
    public ValueList<Money> Split(int parts)
    {
        if (parts < 1)
            throw new ArgumentOutOfRangeException(nameof(parts), parts, "Expected at least 1 part.");

        var (share, left) = Math.DivRem(MinorUnits, parts);
        var further = share + Math.Sign(left);
        var amounts = new Money[parts];
        for (var i = 0; i < parts; i++)
            amounts[i] = new Money(i < Math.Abs(left) ? further : share, Currency);
        return new ValueList<Money>(amounts);
    }

    private static Int128 TotalOf(ReadOnlySpan<long> weights)
    {
        var total = Int128.Zero;
        foreach (var weight in weights)
        {
            if (weight < 0)
                throw new ArgumentOutOfRangeException(nameof(weights), weight, "Expected weights of zero or more.");
            total += weight;
        }

        return total > 0 ? total : throw new ArgumentException("Expected at least one weight greater than zero.", nameof(weights));
    }

    private static int[] ByLargestRemainder(Int128[] remainders)
    {
        var order = new int[remainders.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(order, (a, b) => remainders[b].CompareTo(remainders[a]) is var byRemainder and not 0 ? byRemainder : a.CompareTo(b));
        return order;
    }
}
