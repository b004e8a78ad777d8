import { invalid } from '../dynamodb-error.ts';
import type { Operation } from '../operation.ts';
import { booleanMember, requiredObject, requiredText } from '../request-members.ts';
import { findNamedTable } from './find-table.ts';

export const describeTimeToLive: Operation = {
  run(request, context) {
    const { ttlAttribute } = findNamedTable(context, request).schema;
    return {
      TimeToLiveDescription:
        ttlAttribute === undefined
          ? { TimeToLiveStatus: 'DISABLED' }
          : { TimeToLiveStatus: 'ENABLED', AttributeName: ttlAttribute },
    };
  },
};

/** Turns the expiry of items on or off, at once; DynamoDB takes up to an hour. */
export const updateTimeToLive: Operation = {
  run(request, context) {
    const specification = requiredObject(request, 'TimeToLiveSpecification');
    const isEnabled = booleanMember(specification, 'Enabled') ?? false;
    const attribute = requiredText(specification, 'AttributeName');
    const table = findNamedTable(context, request);
    const { ttlAttribute, ...schema } = table.schema;
    if (isEnabled && ttlAttribute !== undefined) throw invalid('TimeToLive is already enabled');
    if (!isEnabled && ttlAttribute === undefined) throw invalid('TimeToLive is already disabled');
    if (!isEnabled && ttlAttribute !== attribute)
      throw invalid(`TimeToLive is active on a different AttributeName: current AttributeName is ${ttlAttribute}`);
    context.storage.change(table, isEnabled ? { ...schema, ttlAttribute: attribute } : schema);
    table.indexTtl();
    return { TimeToLiveSpecification: { AttributeName: attribute, Enabled: isEnabled } };
  },
};
