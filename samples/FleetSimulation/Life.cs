namespace FleetSimulation;

/// <summary>
/// Lives subscriptions, one after another, as a shop would: it decides by the library, carries out the instructions, calls it again at each deadline, and keeps nothing of a life but
/// what the tally counts. Who comes by when is chance; what becomes of it is the library's answer. One for each core.
/// </summary>
internal sealed partial class Life(Shop shop)
{
    // A subscription knows its own ids only, so that all may have the same; a real shop's are unique.
    private static readonly CommandId[] Messages = [.. Enumerable.Range(0, 4096).Select(n => new CommandId($"message-{n}"))];
    private static readonly Reference[] References = [.. Enumerable.Range(0, 4096).Select(n => new Reference($"money-{n}"))];
    private static readonly Eid[] Devices = [.. Enumerable.Range(0, 64).Select(MakeEid)];

    /// <summary>What somebody does in a while: the shop what it was instructed to, a customer what they want.</summary>
    private readonly List<(Instant At, Action Do)> _errands = [];

    private readonly Habits _habits = shop.Habits;
    private Dice _dice;
    private Subscription _line = Subscription.None;
    private Instant _now;
    private PaymentMethod _method;
    private bool _isAutomatic;
    private int _messages;
    private int _references;
    private int _devices;
    private int _month;

    public Tally Tally { get; } = new(shop.MonthEnds.Length);

    /// <summary>Lives the subscription of this number, from its opening to the last day that is simulated.</summary>
    public void Live(long number)
    {
        _errands.Clear();
        (_dice, _line, _messages, _references, _devices, _month) = (new Dice(shop.Seed, number), Subscription.None, 0, 0, 0, 0);
        var window = _dice.Happens(_habits.OpensInTheFirstMonth) ? shop.MonthEnds[0] : shop.End;
        MoveTo(shop.Start + _dice.Days(0, (window - shop.Start).TotalDays));
        _method = shop.Methods[_dice.Below(shop.Methods.Length)];
        _isAutomatic = _dice.Happens(_habits.RenewsAutomatically);
        Open(new SubscriptionId($"line-{number}"));
        while (Next() is { } next && next < shop.End)
        {
            MoveTo(next);
            if (_line.NextDeadline <= next)
                Take(shop.Lifecycle.Advance(_line, next));
            else
                RunErrand();
        }

        MoveTo(shop.End);
        Tally.Finish(_line);
    }

    private Instant? Next()
    {
        var next = _line.NextDeadline;
        foreach (var (at, _) in _errands)
            next = next < at ? next : at;
        return next;
    }

    private void RunErrand()
    {
        var index = _errands.FindIndex(errand => errand.At <= _now);
        var run = _errands[index].Do;
        _errands.RemoveAt(index);
        run();
    }

    private void MoveTo(Instant next)
    {
        for (; _month < shop.MonthEnds.Length && shop.MonthEnds[_month] <= next; _month++)
            Tally.AtEnd.Add(_line.Status, _month);
        _now = next;
    }

    private Decision Give(LifecycleCommand command)
    {
        var decision = shop.Lifecycle.Decide(_line, command, new CommandContext(_now, shop.CallerOf(command.Kind), Messages[_messages++ % Messages.Length]));
        Take(decision);
        return decision;
    }

    /// <summary>Takes what was decided: it counts, its instructions are errands, and so is what customers and staff do of their own accord.</summary>
    private void Take(in Decision decision)
    {
        var before = _line;
        _line = decision.Subscription;
        Tally.Count(decision, _month);
        foreach (var told in decision.Events)
        {
            foreach (var instruction in Instruction.From(told))
                Plan(instruction);
            if (told is PaymentRecorded { Use: not PaymentUse.Failed, Payment: { Amount.IsPositive: true } payment } && _dice.Happens(_habits.PaymentIsDisputed))
                Dispute(payment);
        }

        if (_line.Status != before.Status)
            React(before.Status);
        if (_line.Status == SubscriptionStatus.Active && _line.Term.PaidUntil is { } paidUntil && paidUntil != before.Term.PaidUntil)
            PlanRenewal(paidUntil);
    }

    private void After(Duration time, Action action) => _errands.Add((_now + time, action));

    /// <summary>An instruction is carried out in a while, if it is still wanted then, and how that went is reported.</summary>
    private void Plan(Instruction instruction)
    {
        if (PlanReport(instruction) is not var (time, report))
            return;
        After(time, () =>
        {
            if (instruction.IsStillWanted(_line))
                Give(report());
        });
    }

    /// <summary>When an instruction is carried out, and what is reported then; null for messages, and for what the network does without an answer.</summary>
    private (Duration Time, Func<LifecycleFact> Report)? PlanReport(Instruction instruction) => instruction switch
    {
        ChargePayment charge => (_dice.Days(0.001, 0.2), () =>
            new RecordPayment(NextReference(), charge.Amount, charge.Method) { Charge = charge.Charge, Attempt = charge.Attempt, Failed = _dice.Happens(_habits.PaymentFails) }),
        ProvisionService { Provisioning.IsNone: false } provision => (_dice.Days(0.001, 0.1), () =>
            new ReportProvisioning(provision.Provisioning) { Attempt = provision.Attempt, Failed = _dice.Happens(_habits.ProvisioningFails) }),
        DisableProfile disable => (_dice.Days(0.01, 2), () => new ReportProfile(ProfileState.Disabled) { Device = disable.Device }),
        DeleteProfile delete => (_dice.Days(0.01, 2), () => new ReportProfile(ProfileState.Deleted) { Device = delete.Device }),
        PayRefund refund => (_dice.Happens(_habits.RefundIsLate) ? _dice.Days(20, 60) : _dice.Days(1, 7), () =>
            new RecordRefund(NextReference(), refund.Amount) { Leg = refund.Leg, Outcome = _dice.Happens(_habits.RefundFails) ? PayoutOutcome.Failed : PayoutOutcome.Paid }),
        TransferBalance transfer => (_dice.Days(0.1, 3), () => new RecordTransfer(transfer.Transfer)),
        _ => null,
    };

    private Reference NextReference() => References[_references++ % References.Length];

    private Eid NextDevice() => Devices[_devices++ % Devices.Length];

    private static Eid MakeEid(int number)
    {
        var digits = UInt128.Parse("89049032000000000000000000000000", System.Globalization.CultureInfo.InvariantCulture) + ((UInt128)number * 1000);
        return Eid.Parse($"{digits + ((98 - (digits % 97)) % 97)}");
    }
}
