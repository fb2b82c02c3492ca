namespace FleetSimulation;

/// <summary>What customers and the carrier's staff do of their own accord.</summary>
internal sealed partial class Life
{
    private static readonly PersonalReference Contact = new("contact");
    private static readonly PersonalReference Note = new("note");

    private static readonly (TerminationReason Reason, double Weight)[] Terminations =
        [(TerminationReason.PortedOut, 6), (TerminationReason.Revoked, 2), (TerminationReason.Fraud, 1), (TerminationReason.Regulatory, 1)];

    private (Action Do, double TimesAYear)[]? _wishes;

    /// <summary>What comes up so many times a year.</summary>
    private (Action Do, double TimesAYear)[] Wishes => _wishes ??=
    [
        (Leave, _habits.CancellationsAYear),
        (ChangeDevice, _habits.DeviceChangesAYear),
        (LoseDevice, _habits.DeviceLossesAYear),
        (ChangePlan, _habits.PlanChangesAYear),
        (BuyPack, _habits.PacksAYear),
        (() => Give(new Suspend()), _habits.PausesAYear),
        (() => TopUp(), _habits.TopUpsAYear),
        (UsePromotion, _habits.PromotionsAYear),
        (GetCredit, _habits.CreditsAYear),
        (() => Give(new Terminate(_dice.Of<TerminationReason>(Terminations))), _habits.TerminationsAYear),
    ];

    private void Open(SubscriptionId id)
    {
        var plans = shop.Policy.Plans;
        if (Give(new OpenSubscription(id, plans[_dice.Below(plans.Count)].Code) { Contact = Contact }).Outcome == Outcome.Refused)
            return;
        if (_dice.Happens(_habits.PaysAndActivates))
            After(_dice.Days(0, 2), Begin);
        AwaitWish();
    }

    /// <summary>There is always something next, and once more after the end, because not everybody knows.</summary>
    private void AwaitWish()
    {
        var timesAYear = Wishes.Sum(wish => wish.TimesAYear);
        if (timesAYear == 0)
            return;
        var wish = _dice.Of<Action>(Wishes);
        After(_dice.Until(timesAYear), () =>
        {
            wish();
            if (_line.Status != SubscriptionStatus.Closed)
                AwaitWish();
        });
    }

    /// <summary>The first period is paid, the subscription begins, its devices are bound.</summary>
    private void Begin()
    {
        var plan = _line.Contract!.Plan;
        if (plan.Validity is not null)
            TopUp();
        else if (plan.Price.IsPositive)
            Give(new RecordPayment(NextReference(), plan.Price, shop.OutsideMethod));
        Give(new Activate());
        Give(new BindDevice(NextDevice()));
        if (_dice.Happens(_habits.BindsASecondDevice))
            Give(new BindDevice(NextDevice(), DeviceKind.Watch));
        if (_isAutomatic)
            Give(new SetAutoRenewal(On: true, _method));
        if (_dice.Happens(_habits.IsUsed))
            After(_dice.Days(0.1, 5), () => Give(new RecordUsage(1L << 28)));
    }

    /// <summary>What people do because the subscription came to another status.</summary>
    private void React(SubscriptionStatus before)
    {
        if (_line.Status.IsPendingCancel() && !before.IsPendingCancel())
        {
            if (_dice.Happens(_habits.UnbindsDevices))
                After(_dice.Days(0.01, 4), UnbindDevices);
            if (_dice.Happens(_habits.ChangesTheirMind))
                After(_dice.Days(0.1, 6), Stay);
        }

        switch (_line.Status)
        {
            case SubscriptionStatus.Grace when _dice.Happens(_habits.RenewsInGrace):
                After(_dice.Days(0.5, 12), Renew);
                break;
            case SubscriptionStatus.Suspended:
                After(_dice.Days(7, 60), () => Give(new Resume()));
                break;
            case SubscriptionStatus.AwaitingDocuments or SubscriptionStatus.AwaitingSupplement when _dice.Happens(_habits.SendsDocuments):
                After(_dice.Days(0.1, 5), SendDocuments);
                break;
            case SubscriptionStatus.UnderReview when !_dice.Happens(_habits.ReviewIsForgotten):
                After(_dice.Days(0.5, 6), Review);
                break;
            case SubscriptionStatus.Clearing or SubscriptionStatus.Closed when _dice.Happens(_habits.PaysDues):
                After(_dice.Days(1, 20), PayDues);
                break;
        }
    }

    /// <summary>Who does not renew automatically does so by hand, or not; who pays from the balance has to fill it.</summary>
    private void PlanRenewal(Instant paidUntil)
    {
        if (_method == PaymentMethod.Balance && _dice.Happens(_habits.RenewsByHand))
            _errands.Add((Instant.Max(_now, paidUntil - _dice.Days(4, 6)), () => TopUp()));
        if (!_isAutomatic && _dice.Happens(_habits.RenewsByHand))
            _errands.Add((Instant.Max(_now, paidUntil - _dice.Days(0.1, 3)), Renew));
    }

    /// <summary>Who is told that it takes a top-up tops up.</summary>
    private void Renew()
    {
        foreach (var refusal in Give(new Renew(_method)).Refusals)
        {
            if (refusal.Code is not (RefusalCode.RenewalByTopUp or RefusalCode.BalanceTooLow) || !TopUp())
                continue;
            if (refusal.Code == RefusalCode.BalanceTooLow)
                Give(new Renew(_method));
            return;
        }
    }

    /// <summary>Tops up what keeps the plan valid, or else what it costs; not if that is nothing.</summary>
    private bool TopUp()
    {
        var plan = _line.Contract!.Plan;
        var amount = plan.Validity is { Steps: var steps } ? steps[_dice.Below(steps.Count)].MinAmount : plan.Price;
        if (amount.IsPositive)
            Give(new TopUp(NextReference(), amount, shop.OutsideMethod));
        return amount.IsPositive;
    }

    /// <summary>Gives a command if there is something to ask for.</summary>
    private void Ask(LifecycleCommand? command)
    {
        if (command is not null)
            Give(command);
    }

    private void ChangeDevice() => Give(_line.Devices is [var old, ..] ? new ReplaceDevice(old.Device, NextDevice()) : new BindDevice(NextDevice()));

    private void LoseDevice() => Ask(_line.Devices is [var lost, ..] ? new ReportDeviceLost(lost.Device) : null);

    private void UnbindDevices()
    {
        foreach (var binding in _line.Devices)
            Give(new UnbindDevice(binding.Device));
    }

    private void ChangePlan()
    {
        if (shop.Policy.Plans is not { Count: > 1 } plans)
            return;
        var index = _dice.Below(plans.Count);
        var plan = plans[index].Code == _line.Contract!.Plan.Code ? plans[(index + 1) % plans.Count] : plans[index];
        Give(new ChangePlan(plan.Code, _dice.Happens(0.5) ? PlanChangeTiming.Now : PlanChangeTiming.PeriodEnd, _method));
    }

    private void BuyPack() => Ask(shop.Policy.Packs is { Count: > 0 } packs ? new BuyPack(packs[_dice.Below(packs.Count)].Code, _method) : null);

    private void UsePromotion() => Ask(shop.Policy.Promotions is { Count: > 0 } codes ? new ApplyPromotion(codes[_dice.Below(codes.Count)].Code) : null);

    private void GetCredit() => Ask(_line.Contract!.Plan.Price is { IsPositive: true } price ? new GrantCredit(price) { Reference = NextReference() } : null);

    private void PayDues() => Ask(_line.Balances[Account.Receivable] is { IsNegative: true } owed ? new PayDues(NextReference(), -owed, shop.OutsideMethod) : null);

    private void Dispute(PaymentReceipt payment)
    {
        var dispute = new ReportChargeback(payment.Reference, payment.Amount) { Dispute = NextReference() };
        var time = _dice.Days(5, 60);
        After(time, () => Give(dispute));
        if (_dice.Happens(_habits.DisputeIsWon))
            After(time + _dice.Days(10, 45), () => Give(dispute with { Won = true }));
    }

    /// <summary>A customer looks at what is possible, and asks for one of the ways; if none is, they ask nevertheless and are told why.</summary>
    private void Leave()
    {
        var answer = shop.Lifecycle.Available(_line, shop.CallerOf(CommandKind.RequestCancellation), _now)[(int)CommandKind.RequestCancellation];
        var ways = answer.Choices.Where(choice => choice.IsPossible).Select(choice => choice.Command).OfType<RequestCancellation>().ToList();
        var request = ways.Count > 0 ? ways[_dice.Below(ways.Count)] : new RequestCancellation(CancellationReason.NoLongerNeeded);
        var decision = Give(request with { Reason = _dice.Of<CancellationReason>(Habits.Reasons), Note = Note });

        // Refused: what has to be done first is done, and they come back.
        if (decision.Outcome == Outcome.Refused && _line.Status != SubscriptionStatus.Closed && _dice.Happens(_habits.TriesAgain))
        {
            After(_dice.Days(0.1, 2), UnbindDevices);
            After(_dice.Days(3, 40), Leave);
        }
    }

    private void Stay() => Ask(_line.Status.IsPendingCancel() ? new WithdrawCancellation() : null);

    private void SendDocuments() => Ask(_line.Cancellation is { Missing: { Count: > 0 } missing }
        ? new SubmitDocuments([.. missing.Select(kind => new SubmittedDocument(kind, new PersonalReference($"{kind}-{_messages}")))])
        : null);

    private void Review()
    {
        if (_line.Status != SubscriptionStatus.UnderReview)
            return;
        if (_dice.Happens(_habits.ReviewRejects))
            Give(new RejectCancellation(RejectionReason.Other));
        else if (!_dice.Happens(_habits.ReviewAsksForMore) || Give(new RequestSupplement([DocumentKind.Explanation])).Outcome == Outcome.Refused)
            Give(new ApproveCancellation());

        // What can't be approved yet is looked at again.
        if (_line.Status == SubscriptionStatus.UnderReview)
            After(_dice.Days(2, 5), Review);
    }
}
