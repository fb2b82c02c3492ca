namespace FleetSimulation;

/// <summary>
/// Lives subscriptions, one after another, as a shop would: it decides by the library, carries out the instructions, calls it again at each deadline, and keeps nothing of a life but
/// what the tally counts. Who comes by when is chance; what becomes of it is the library's answer. One for each core.
/// </summary>
internal sealed partial class Life(Shop shop, Tally tally)
{
    // A subscription knows its own ids only, so that all may have the same; a real shop's are unique.
    private static readonly CommandId[] Messages = [.. Enumerable.Range(0, 4096).Select(n => new CommandId($"message-{n}"))];
    private static readonly Reference[] References = [.. Enumerable.Range(0, 4096).Select(n => new Reference($"money-{n}"))];
    private static readonly Eid[] Devices = [.. Enumerable.Range(0, 64).Select(MakeEid)];
    private static readonly PersonalReference Contact = new("contact");

    private readonly List<Errand> _errands = [];
    private readonly Habits _habits = shop.Habits;
    private Dice _dice;
    private Subscription _line = Subscription.None;
    private Instant _now;
    private PaymentMethod _method;
    private bool _isAutomatic;
    private int _messages;
    private int _references;
    private int _devices;
    private int _documents;
    private int _month;

    /// <summary>Lives the subscription of this number, from its opening to the last day that is simulated.</summary>
    public void Live(long number)
    {
        _errands.Clear();
        (_dice, _line, _messages, _references, _devices, _documents, _month) = (new Dice(shop.Seed, number), Subscription.None, 0, 0, 0, 0, 0);
        var window = _dice.Happens(_habits.OpensInTheFirstMonth) ? shop.MonthEnds[0] : shop.End;
        MoveTo(shop.Start + _dice.Days(0, (window - shop.Start).TotalDays));
        _method = shop.Methods[_dice.Below(shop.Methods.Length)];
        _isAutomatic = _dice.Happens(_habits.RenewsAutomatically);
        var plans = shop.Policy.Plans;
        if (Give(new OpenSubscription(new SubscriptionId($"line-{number}"), plans[_dice.Below(plans.Count)].Code) { Contact = Contact }).Outcome == Outcome.Accepted)
        {
            if (_dice.Happens(_habits.PaysAndActivates))
                Plan(Wish.Begin, _dice.Days(0, 2));
            PlanWish();
        }

        while (Next() is { } next && next < shop.End)
        {
            MoveTo(next);
            if (_line.NextDeadline <= next)
                Take(shop.Lifecycle.Advance(_line, next));
            else
                Run(TakeErrand());
        }

        MoveTo(shop.End);
        tally.Finish(_line);
    }

    private Instant? Next()
    {
        var next = _line.NextDeadline;
        foreach (var errand in _errands)
            next = next < errand.At ? next : errand.At;
        return next;
    }

    private Errand TakeErrand()
    {
        var index = _errands.FindIndex(errand => errand.At <= _now);
        var errand = _errands[index];
        _errands.RemoveAt(index);
        return errand;
    }

    private void MoveTo(Instant next)
    {
        for (; _month < shop.MonthEnds.Length && shop.MonthEnds[_month] <= next; _month++)
            tally.CountAtEnd(_month, _line.Status);
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
        tally.Count(decision, _month);
        foreach (var told in decision.Events)
        {
            foreach (var instruction in Instruction.From(told))
                Plan(instruction);
            if (told is PaymentRecorded { Use: not PaymentUse.Failed, Payment: var payment } && payment.Amount.IsPositive && _dice.Happens(_habits.PaymentIsDisputed))
                Dispute(payment);
        }

        if (_line.Status != before.Status)
            React(before.Status);
        if (_line.Status == SubscriptionStatus.Active && _line.Term.PaidUntil is { } paidUntil && paidUntil != before.Term.PaidUntil)
            PlanRenewal(paidUntil);
    }

    private void Plan(Wish wish, Duration after) => _errands.Add(new Errand(_now + after, wish));

    private void Plan(Instruction instruction)
    {
        var after = instruction switch
        {
            ChargePayment => _dice.Days(0.001, 0.2),
            ProvisionService { Provisioning.IsNone: false } => _dice.Days(0.001, 0.1),
            DisableProfile or DeleteProfile => _dice.Days(0.01, 2),
            PayRefund => _dice.Happens(_habits.RefundIsLate) ? _dice.Days(20, 60) : _dice.Days(1, 7),
            TransferBalance => _dice.Days(0.1, 3),
            _ => default, // messages, and what the network does without an answer
        };
        if (after > Duration.Zero)
            _errands.Add(new Errand(_now + after, Instruction: instruction));
    }

    private void Run(Errand errand)
    {
        if (errand.Report is { } report)
            Give(report);
        else if (errand.Instruction is not { } instruction)
            Follow(errand.Wish);
        else if (instruction.IsStillWanted(_line) && CarryOut(instruction) is { } outcome)
            Give(outcome);
    }

    /// <summary>What is reported when an instruction was carried out.</summary>
    private LifecycleFact? CarryOut(Instruction instruction) => instruction switch
    {
        ChargePayment charge => new RecordPayment(NextReference(), charge.Amount, charge.Method) { Charge = charge.Charge, Attempt = charge.Attempt, Failed = _dice.Happens(_habits.PaymentFails) },
        ProvisionService provision => new ReportProvisioning(provision.Provisioning) { Attempt = provision.Attempt, Failed = _dice.Happens(_habits.ProvisioningFails) },
        DisableProfile disable => new ReportProfile(ProfileState.Disabled) { Device = disable.Device },
        DeleteProfile delete => new ReportProfile(ProfileState.Deleted) { Device = delete.Device },
        PayRefund refund => new RecordRefund(NextReference(), refund.Amount) { Leg = refund.Leg, Outcome = _dice.Happens(_habits.RefundFails) ? PayoutOutcome.Failed : PayoutOutcome.Paid },
        TransferBalance transfer => new RecordTransfer(transfer.Transfer),
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
