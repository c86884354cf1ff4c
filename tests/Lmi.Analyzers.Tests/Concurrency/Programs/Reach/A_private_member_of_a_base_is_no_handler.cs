using System;
using Amazon.Lambda.Core;

// No handler string can name a generic or abstract class, and its heirs do not see what is private.
public abstract class Traced<T>
{
    protected DateTimeOffset Started { get; private set; }

    public int Handle(T input, ILambdaContext context) => Started.Hour + Inherited;

    protected int Inherited { get; private set; }

    private bool Begin(string trace, ILambdaContext context)
    {
        Started = new DateTimeOffset();
        return trace.Length > 0;
    }

    protected bool Again(int length, ILambdaContext context)
    {
        {|LMI1006:Inherited|} = length;
        return length > 0;
    }
}

public class Function : Traced<string>;
