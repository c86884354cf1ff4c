using System;
using Amazon.Lambda.Core;
using Amazon.Lambda.S3Events;

namespace Corpus.Hazards.Chains;

public sealed class Node
{
    public Node? Left { get; set; }
    public Meter Meter { get; } = new();
    public string Label = "";
}

public sealed class Meter
{
    public int Count { get; set; }
    public Range Window;
}

public struct Range
{
    public int From;
    public int To;
}

/// <summary>Writes at the end of a chain: what counts is where the chain begins.</summary>
public class Function
{
    private static readonly Node s_root = new() { Left = new Node() };
    private readonly Node _template = new();

    public string Handle(S3Event evt, ILambdaContext context)
    {
        var own = new Node { Left = new Node() };
        own.Left.Meter.Count++;
        own.Meter.Window.From = 1;
        own.Left.Label = _template.Label;

        s_root.Meter.Count++; //! LMI1002
        s_root.Left!.Meter.Window.To = Environment.ProcessorCount; //! LMI1002
        Touch(own);
        Relabel();
        return own.Left.Label;
    }

    private void Relabel()
    {
        var node = _template;
        node.Label = Guid.NewGuid().ToString("N"); //! LMI1002
    }

    private static void Touch(Node node)
    {
        node.Meter.Window = new Range { From = 1, To = 2 };
        node.Left = null;
    }
}
